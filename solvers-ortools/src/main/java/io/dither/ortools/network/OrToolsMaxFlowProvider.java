package io.dither.ortools.network;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.ortools.internal.LastRead;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.util.List;

/** Offers {@code ortools-max-flow}: the minimum cut between two nodes of a network from a CSV file. */
public final class OrToolsMaxFlowProvider implements OracleProvider {
    private final LastRead<FlowNetwork> networks = new LastRead<>(FlowNetwork::read);

    /** Does nothing: the native library loads when the first session opens. */
    public OrToolsMaxFlowProvider() {}

    @Override
    public String id() {
        return "ortools-max-flow";
    }

    @Override
    public String description() {
        return "0/1 marks of the arcs of a minimum cut, the one nearest the source, by OR-Tools MaxFlow; theta:"
                + " capacities >= 0";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("file", Parameter.Type.FILE, "the arcs, rows from,to; further columns are not used"),
                Parameter.required("source", Parameter.Type.TEXT, "the node on the side where cut arcs begin"),
                Parameter.required("sink", Parameter.Type.TEXT, "the node on the other side"));
    }

    @Override
    public LinearOracle create(Parameters parameters) {
        return OrToolsMaxFlow.oracle(
                networks.of(parameters.file("file")), parameters.text("source"), parameters.text("sink"));
    }
}
