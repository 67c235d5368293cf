package io.dither.ortools.network;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.ortools.internal.LastRead;
import io.dither.ortools.internal.WholeNumbers;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.util.List;

/** Offers {@code ortools-min-cost-flow}: a network from a CSV file, supplies by the names of nodes. */
public final class OrToolsMinCostFlowProvider implements OracleProvider {
    private final LastRead<FlowNetwork> networks = new LastRead<>(FlowNetwork::read);

    /** Does nothing: the native library loads when the first session opens. */
    public OrToolsMinCostFlowProvider() {}

    @Override
    public String id() {
        return "ortools-min-cost-flow";
    }

    @Override
    public String description() {
        return "whole flows of least cost in a network from a CSV file, solved by OR-Tools MinCostFlow; theta: cost of a"
                + " unit along each arc";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "file", Parameter.Type.FILE, "the arcs, rows from,to,capacity; without capacity it is 1"),
                Parameter.required(
                        "supplies",
                        Parameter.Type.TEXT,
                        "what nodes give, or take where below 0, such as (plant:20;shop:-20); others have 0"),
                Parameter.optional(
                        "capacities",
                        Parameter.Type.REALS,
                        null,
                        "whole numbers, one an arc, in place of those of the file"));
    }

    @Override
    public LinearOracle create(Parameters parameters) {
        FlowNetwork network = networks.of(parameters.file("file"));
        if (parameters.has("capacities")) {
            network = network.withCapacities(WholeNumbers.of("capacities", parameters.reals("capacities")));
        }
        return OrToolsMinCostFlow.oracle(network, supplies(network, parameters.text("supplies")));
    }

    private static long[] supplies(FlowNetwork network, String text) {
        long[] supplies = new long[network.nodes()];
        boolean[] given = new boolean[supplies.length];
        for (String part : text.split(";", -1)) {
            int colon = part.lastIndexOf(':');
            int node = network.node(part.substring(0, Math.max(colon, 0)).trim());
            if (given[node]) {
                throw new InvalidArgumentException(
                        "supplies names the node '" + network.node(node) + "' twice", "Maybe add the two up");
            }
            given[node] = true;
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
