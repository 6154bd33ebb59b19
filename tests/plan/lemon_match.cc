// lemon_match FILE: an instance of wgp-match, solved by LEMON's network simplex. Prints total and time, for comparison.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

using lemon::SmartDigraph;

int main(int argc, char **argv)
{
	std::ifstream in(argc == 2 ? argv[1] : "");
	int n, h, m;
	if (!(in >> n >> h >> m))
		return 66;
	SmartDigraph g;
	g.reserveNode(n + h + 1);
	g.reserveArc(m + n + h);
	for (int i = 0; i < n + h + 1; i++)
		g.addNode();
	SmartDigraph::ArcMap<int> cap(g), cost(g);
	SmartDigraph::NodeMap<int> supply(g, 0);
	SmartDigraph::Node sink = g.nodeFromId(n + h);
	int wanted = 0;
	auto add = [&](int from, int to, int c, int w) {
		SmartDigraph::Arc a = g.addArc(g.nodeFromId(from), to < 0 ? sink : g.nodeFromId(to));
		cap[a] = c;
		cost[a] = -w;
	};
	for (int i = 0; i < n; i++) {
		int persons, degree, helper, score;
		in >> persons >> degree;
		for (int k = 0; k < degree && in >> helper >> score; k++)
			add(i, n + helper, 1, score);
		add(i, -1, persons, 0);
		supply[g.nodeFromId(i)] = persons;
		wanted += persons;
	}
	for (int j = 0, c; j < h && in >> c; j++)
		add(n + j, -1, c, 0);
	supply[sink] = -wanted;
	if (!in)
		return 65;
	auto start = std::chrono::steady_clock::now();
	lemon::NetworkSimplex<SmartDigraph, int, long long> simplex(g);
	simplex.upperMap(cap).costMap(cost).supplyMap(supply);
	bool optimal = simplex.run() == simplex.OPTIMAL;
	std::chrono::duration<double, std::milli> ms = std::chrono::steady_clock::now() - start;
	std::printf("total=%lld optimal=%s ms=%.3f\n", -static_cast<long long>(simplex.totalCost()), optimal ? "yes" : "no",
		    ms.count());
	return optimal ? 0 : 70;
}
