package io.dither.experiments.report;

import java.util.List;

/**
 * Lines over the same x.
 *
 * @param title what y is
 * @param xLabel what x is
 * @param series the lines
 */
record Chart(String title, String xLabel, List<Series> series) {}
