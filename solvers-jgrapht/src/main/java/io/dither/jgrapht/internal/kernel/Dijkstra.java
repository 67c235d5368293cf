package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.Costs;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;

/**
 * The common part of searches by Dijkstra's algorithm. Costs are at least 0, and are given in an array or computed on
 * demand.
 */
public abstract class Dijkstra implements Kernel.OnDemand {
    final Costs costs = new Costs();
    /** The nodes that the search has reached so far, with their predecessors. */
    final SearchTree tree;

    /**
     * The reached nodes from which the search has not gone on yet, by their distances. If a distance falls later, its
     * old entry stays in the queue, outdated.
     */
    final MinHeap queue = new MinHeap(64);

    int source;
    int target;

    /** Makes a search over this number of nodes, which are vertices or edges. */
    Dijkstra(PathProblem problem, int nodes) {
        this(problem.source(), problem.target(), nodes);
    }

    Dijkstra(int source, int target, int nodes) {
        this.source = source;
        this.target = target;
        tree = new SearchTree(nodes);
    }

    /**
     * Adds the cheapest path to the solution, which is empty: the coordinates of the vertices or edges of the path, and
     * of its turns.
     */
    abstract void search(Vertex solution);

    /** Sets both ends of the path. */
    @Override
    public boolean retarget(PathProblem problem) {
        source = problem.source();
        target = problem.target();
        return true;
    }

    @Override
    public final void solve(double[] theta, Vertex solution) {
        costs.use(theta);
        search(solution);
        costs.clear();
    }

    @Override
    public final void solve(Coordinates theta, Vertex solution) {
        costs.use(theta);
        search(solution);
        costs.clear();
    }
}
