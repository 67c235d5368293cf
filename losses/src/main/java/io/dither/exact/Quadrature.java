package io.dither.exact;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Integrates functions of the densities of r_i + Z by composite Gauss-Legendre quadrature. Points of the line are in
 * units of eps.
 *
 * <p>Panels are at most 2.25 wide near the r_i and grow with the distance from them, so that heavy tails need few
 * panels; {@code maxWidth} limits their width further. Panels end where a density may have a kink, because convergence
 * needs a smooth integrand on each panel.
 *
 * @param law the law of the noise Z
 * @param centres the r_i
 * @param maxWidth returns the largest width of a panel from its two ends
 * @param integrand the function to integrate
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Quadrature(Law law, double[] centres, DoubleBinaryOperator maxWidth, Integrand integrand) {
    /** The Gauss-Legendre rule of a panel, on the interval from -1 to 1. */
    private static final GaussIntegrator PANEL = new GaussIntegratorFactory().legendre(12);
    /** The largest width of a panel near the centres. */
    private static final double WIDEST = 2.25;
    /** The largest width of a panel far from the centres, as a share of its distance from the nearest centre. */
    private static final double GROWTH = 0.125;
    /** Panels that are narrower than this are not divided, even if {@code maxWidth} is smaller. */
    private static final double NARROWEST = 1e-9;

    /** Adds the integrand at the node x, times the weight of the node, to a sum. */
    interface Integrand {
        void add(double x, double weight);
    }

    void integrate(double start, double end) {
        double from = start;
        for (double cut : law.mayHaveKinks() ? kinks() : new double[0]) {
            if (cut > from && cut < end) {
                addPanels(from, cut);
                from = cut;
            }
        }
        addPanels(from, end);
    }

    private double[] kinks() {
        double[] offsets = {0, law.lowest(), law.highest()};
        return Arrays.stream(offsets)
                .flatMap(offset -> Arrays.stream(centres).map(centre -> centre + offset))
                .sorted()
                .toArray();
    }

    private void addPanels(double from, double to) {
        double width = to - from;
        double middle = from + width / 2;
        if (width > Math.max(WIDEST, GROWTH * (distanceToCentre(middle) - width / 2))
                || (width > NARROWEST && width > maxWidth.applyAsDouble(from, to))) {
            addPanels(from, middle);
            addPanels(middle, to);
        } else {
            // the width is at most 0 if the range from start to end is empty
            for (int p = 0; width > 0 && p < PANEL.getNumberOfPoints(); p++) {
                integrand.add(middle + width / 2 * PANEL.getPoint(p), width / 2 * PANEL.getWeight(p));
            }
        }
    }

    private double distanceToCentre(double x) {
        double smallest = Double.POSITIVE_INFINITY;
        for (double centre : centres) {
            smallest = Math.min(smallest, Math.abs(x - centre));
        }
        return smallest;
    }
}
