package io.dither.ortools.network;

import static io.dither.plugin.Parameter.Type.FILE;
import static io.dither.plugin.Parameter.Type.REALS;
import static io.dither.plugin.Parameter.Type.TEXT;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracles.Providers;
import io.dither.ortools.internal.WholeNumbers;
import io.dither.plugin.LastRead;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.PluginModule;
import java.util.List;

/** The text forms of assignments, knapsacks, cuts and flows. Oracles with the same file share its network. */
public final class NetworkProviders implements PluginModule {
    @Override
    public List<OracleProvider> plugins() {
        LastRead<FlowNetwork> networks = new LastRead<>();
        return List.of(
                Providers.assignment(
                        "ortools-assignment",
                        "assignment of rows to columns as a 0/1 matrix row by row, solved by OR-Tools LinearSumAssignment",
                        OrToolsAssignment::new),
                OracleProvider.of(
                        "ortools-knapsack",
                        "the best items whose whole weights are within one or a few capacities, solved by OR-Tools KnapsackSolver",
                        NetworkProviders::knapsack,
                        Parameter.of(
                                "weights",
                                TEXT,
                                "whole numbers >= 0, one row such as (3,4,5), or several ((3,4,5);(1,2,1))"),
                        Parameter.of("capacity", REALS, "one whole number per row, at least 0")),
                OracleProvider.of(
                        "ortools-max-flow",
                        "0/1 marks of the arcs of a minimum cut, the one nearest the source, by OR-Tools MaxFlow; theta:"
                                + " capacities >= 0",
                        p -> OrToolsMaxFlow.oracle(
                                networks.of(p.file("file"), "", FlowNetwork::read), p.text("source"), p.text("sink")),
                        Parameter.of("file", FILE, "the arcs, rows from,to; other columns are ignored"),
                        Parameter.of("source", TEXT, "the node on the side where cut arcs begin"),
                        Parameter.of("sink", TEXT, "the node on the other side")),
                OracleProvider.of(
                        "ortools-min-cost-flow",
                        "whole flows of least cost in a network from a CSV file, solved by OR-Tools MinCostFlow; theta: cost of a"
                                + " unit along each arc",
                        p -> minCostFlow(networks, p),
                        Parameter.of("file", FILE, "the arcs, rows from,to,capacity; without capacity it is 1"),
                        Parameter.of(
                                "supplies",
                                TEXT,
                                "the supplies of nodes, below 0 for demands, such as (plant:20;shop:-20); others have 0"),
                        Parameter.of("capacities", REALS, "whole numbers, one per arc, instead of those in the file")
                                .optional()));
    }

    private static LinearOracle knapsack(Parameters parameters) {
        double[][] rows = parameters.rows("weights");
        long[][] weights = new long[rows.length][];
        for (int r = 0; r < rows.length; r++) {
            weights[r] = WholeNumbers.of("weights[" + r + "]", rows[r]);
        }
        return OrToolsKnapsack.oracle(weights, WholeNumbers.of("capacity", parameters.reals("capacity")));
    }

    private static LinearOracle minCostFlow(LastRead<FlowNetwork> networks, Parameters parameters) {
        FlowNetwork network = networks.of(parameters.file("file"), "", FlowNetwork::read);
        if (parameters.has("capacities")) {
            network = network.withCapacities(WholeNumbers.of("capacities", parameters.reals("capacities")));
        }
        return OrToolsMinCostFlow.oracle(network, supplies(network, parameters.text("supplies")));
    }

    private static long[] supplies(FlowNetwork network, String text) {
        long[] supplies = new long[network.nodes()];
        boolean[] isGiven = new boolean[supplies.length];
        for (String part : text.split(";", -1)) {
            int colon = part.lastIndexOf(':');
            int node = network.node(part.substring(0, Math.max(colon, 0)).trim());
            if (isGiven[node]) {
                throw new InvalidArgumentException(
                        "supplies names the node '" + network.node(node) + "' twice", "Maybe add the two up");
            }
            isGiven[node] = true;
            try {
                supplies[node] = Long.parseLong(part.substring(colon + 1).trim());
            } catch (NumberFormatException notWhole) {
                throw new InvalidArgumentException(
                        "supplies = '" + text + "': '" + part + "' is not a node, a colon and a whole number",
                        "Maybe write them like (plant:20;shop:-20)");
            }
        }
        return supplies;
    }
}
