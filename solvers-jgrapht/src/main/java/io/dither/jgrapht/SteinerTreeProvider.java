package io.dither.jgrapht;

import io.dither.jgrapht.internal.data.Names;
import io.dither.jgrapht.internal.files.GraphFile;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Recipe;

/** Offers {@link SteinerTree} on a complete graph or on one from a file. */
public final class SteinerTreeProvider extends Recipe<LinearOracle> implements OracleProvider {
    /** Creates the provider. */
    public SteinerTreeProvider() {
        super(
                "jgrapht-steiner-tree",
                "Tree that connects some vertices of a graph, by a heuristic with a bound or exact; theta: costs >= 0 of edges",
                p -> SteinerTree.oracle(
                        GraphFile.orComplete("jgrapht-steiner-tree", p, 2),
                        Names.list(p.text("terminals")),
                        p.flag("exact")),
                GraphFile.complete(),
                GraphFile.insteadOfComplete(),
                GraphFile.format(),
                Parameter.required("terminals", Parameter.Type.TEXT, "the vertices to connect, such as (a,b,c)"),
                Parameter.optional(
                        "exact", Parameter.Type.FLAG, "false", "whether to prove optimality, for few terminals"));
    }
}
