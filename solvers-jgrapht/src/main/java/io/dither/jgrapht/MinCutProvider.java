package io.dither.jgrapht;

import io.dither.jgrapht.internal.files.GraphFile;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.Recipe;

/** Offers {@link MinCut} on a graph from a file. Oracles that differ in their ends share the graph, as paths do. */
public final class MinCutProvider extends Recipe<LinearOracle> implements OracleProvider {
    /** Creates the provider. */
    public MinCutProvider() {
        this(new Families<>());
    }

    private MinCutProvider(Families<CutFamily> families) {
        super(
                "jgrapht-min-cut",
                "Minimum cut between two vertices of a graph read from a file; theta: capacities >= 0 of the edges",
                parameters -> create(families, parameters),
                Parameter.required("file", Parameter.Type.FILE, "the edge list"),
                GraphFile.format(),
                Parameter.required("source", Parameter.Type.TEXT, "the vertex inside"),
                Parameter.required("target", Parameter.Type.TEXT, "the vertex outside"),
                Parameter.optional("directed", Parameter.Type.FLAG, "true", "whether edges lead one way only"));
    }

    private static LinearOracle create(Families<CutFamily> families, Parameters parameters) {
        return families.of(
                        parameters.file("file"),
                        parameters.text("format"),
                        parameters.flag("directed"),
                        "cuts",
                        CutFamily::new)
                .between(parameters.text("source"), parameters.text("target"));
    }
}
