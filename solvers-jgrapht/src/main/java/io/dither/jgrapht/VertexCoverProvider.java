package io.dither.jgrapht;

import io.dither.jgrapht.internal.files.GraphFile;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.Sense;
import io.dither.plugin.Parameter;
import io.dither.plugin.Recipe;

/** Offers {@link VertexCover#oracle} on a graph from a file. */
public final class VertexCoverProvider extends Recipe<LinearOracle> implements OracleProvider {
    /** Creates the provider. */
    public VertexCoverProvider() {
        super(
                "jgrapht-vertex-cover",
                "Vertices that touch all edges of a graph read from a file; theta: costs of the vertices",
                p -> VertexCover.oracle(GraphFile.of(p, false), Sense.MINIMIZE),
                Parameter.required("file", Parameter.Type.FILE, "the edge list"),
                GraphFile.format());
    }
}
