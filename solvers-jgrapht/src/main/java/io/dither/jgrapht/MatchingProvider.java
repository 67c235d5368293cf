package io.dither.jgrapht;

import io.dither.jgrapht.internal.files.GraphFile;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Recipe;

/** Offers {@link Matching} on a complete graph or on one from a file. */
public final class MatchingProvider extends Recipe<LinearOracle> implements OracleProvider {
    /** Creates the provider. */
    public MatchingProvider() {
        super(
                "jgrapht-matching",
                "Matching in a complete graph or in one read from a file; theta: scores or costs of the edges",
                p -> Matching.oracle(
                        GraphFile.orComplete("jgrapht-matching", p, 2), GraphFile.sense(p), p.flag("perfect")),
                GraphFile.complete(),
                GraphFile.insteadOfComplete(),
                GraphFile.format(),
                Parameter.choice("sense", "whether theta holds scores or costs", "maximize", "minimize"),
                Parameter.optional("perfect", Parameter.Type.FLAG, "false", "whether every vertex must be matched"));
    }
}
