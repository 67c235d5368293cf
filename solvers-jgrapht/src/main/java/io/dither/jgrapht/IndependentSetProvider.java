package io.dither.jgrapht;

import io.dither.jgrapht.internal.files.GraphFile;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.Sense;
import io.dither.plugin.Parameter;
import io.dither.plugin.Recipe;

/** Offers {@link VertexCover#independentSet} on a graph from a file. */
public final class IndependentSetProvider extends Recipe<LinearOracle> implements OracleProvider {
    /** Creates the provider. */
    public IndependentSetProvider() {
        super(
                "jgrapht-independent-set",
                "Vertices no two of which an edge joins, of a graph read from a file; theta: scores of the vertices",
                p -> VertexCover.oracle(GraphFile.of(p, false), Sense.MAXIMIZE),
                Parameter.required("file", Parameter.Type.FILE, "the edge list"),
                GraphFile.format());
    }
}
