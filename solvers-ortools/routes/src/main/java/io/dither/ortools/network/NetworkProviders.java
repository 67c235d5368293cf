package io.dither.ortools.network;

import static io.dither.plugin.Parameter.Type.FILE;
import static io.dither.plugin.Parameter.Type.REALS;
import static io.dither.plugin.Parameter.Type.TEXT;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.ortools.internal.WholeNumbers;
import io.dither.plugin.LastRead;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.PluginModule;
import java.util.List;

/**
 * Makes oracles of flows from oracle texts, such as {@code ortools-min-cost-flow:file=net.csv,supplies=(a:1;b:-1)}.
 * Oracles with the same file share the network that was read.
 */
public final class NetworkProviders implements PluginModule {
    @Override
    public List<OracleProvider> plugins() {
        LastRead<FlowNetwork> networks = new LastRead<>();
        return List.of(OracleProvider.of(
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

    private static LinearOracle minCostFlow(LastRead<FlowNetwork> networks, Parameters parameters) {
        // "", a part of the cache's key, is the same for all texts, because a file is read in only one way
        FlowNetwork network = networks.read(parameters.file("file"), "", FlowNetwork::read);
        if (parameters.has("capacities")) {
            network = network.withCapacities(WholeNumbers.of("capacities", parameters.reals("capacities")));
        }
        return OrToolsMinCostFlow.oracle(network, supplies(network, parameters.text("supplies")));
    }

    private static long[] supplies(FlowNetwork network, String text) {
        long[] supplies = new long[network.nodes()];
        boolean[] isGiven = new boolean[supplies.length];
        for (String entry : text.split(";", -1)) {
            int colon = entry.lastIndexOf(':');
            // without a colon the name is empty, which nodeNumber refuses
            int node = network.nodeNumber(entry.substring(0, Math.max(colon, 0)).trim());
            if (isGiven[node]) {
                throw new InvalidArgumentException(
                        "supplies names the node '" + network.nodeName(node) + "' twice", "Maybe add the two up");
            }
            isGiven[node] = true;
            try {
                supplies[node] = Long.parseLong(entry.substring(colon + 1).trim());
            } catch (NumberFormatException notWhole) {
                throw new InvalidArgumentException(
                        "supplies = '" + text + "': '" + entry + "' is not a node, a colon and a whole number",
                        "Maybe write them like (plant:20;shop:-20)");
            }
        }
        return supplies;
    }
}
