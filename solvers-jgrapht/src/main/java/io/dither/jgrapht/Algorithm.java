package io.dither.jgrapht;

import io.dither.oracle.Parameter;
import io.dither.oracle.Parameters;
import java.util.Locale;

/** Who solves: both give optimal answers, and may choose differently only among ties. */
public enum Algorithm {
    /** Kernels on flat arrays that allocate nothing per solve. */
    FLAT,
    /** JGraphT's own algorithms, slower, as a reference. */
    JGRAPHT;

    static Parameter parameter() {
        return Parameter.choice("algorithm", "kernels on flat arrays, or JGraphT's own", "flat", "jgrapht");
    }

    static Algorithm of(Parameters parameters) {
        return valueOf(parameters.text("algorithm").toUpperCase(Locale.ROOT));
    }
}
