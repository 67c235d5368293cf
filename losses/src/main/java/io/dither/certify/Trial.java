package io.dither.certify;

import java.util.List;

/** One identity that honest estimates satisfy. */
interface Trial {
    /** Checks the identity at all thetas; a check that does not apply is in the list as skipped. */
    List<Check> run(Subject subject, List<double[]> thetas);
}
