package io.dither.exact;

import io.dither.error.Arguments;
import java.util.Arrays;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Nodes and weights of composite Gauss-Legendre quadrature on the line, where some u_i + eps Z has its mass.
 *
 * <p>Panels are eps/2 wide near the u_i and grow with the distance from them, so that heavy tails cost few panels. They
 * end where a density may bend: a smooth integrand on each is what the order of convergence rests on.
 */
final class Quadrature {
    private static final GaussIntegrator PANEL = new GaussIntegratorFactory().legendre(10);
    private static final double GROWTH = 0.125;

    private final double[] centres;
    private final double narrowest;
    private double[] nodes = new double[512];
    private double[] weights = new double[512];
    private int size;

    private Quadrature(double[] centres, double narrowest) {
        this.centres = centres;
        this.narrowest = narrowest;
    }

    /** Lays panels for coordinates of one law around their centres u; extra breaks may lie anywhere. */
    static Quadrature of(Law law, double[] u, double... breaks) {
        double lowest = law.lowest();
        double highest = law.highest();
        Arguments.require(
                Double.isFinite(lowest) && Double.isFinite(highest),
                "noise = " + law.noise().name() + " has the quantiles " + lowest + " and " + highest + " times epsilon",
                "Maybe its quantile is not finite between 0 and 1");
        double[] sorted = u.clone();
        Arrays.sort(sorted);
        Quadrature quadrature = new Quadrature(sorted, law.epsilon() / 2);
        double[] cuts = cuts(law, sorted, breaks);
        double end = Double.NEGATIVE_INFINITY;
        for (double centre : sorted) {
            double start = Math.max(end, centre + lowest);
            end = centre + highest;
            quadrature.cover(start, end, cuts);
        }
        return quadrature;
    }

    private static double[] cuts(Law law, double[] centres, double[] breaks) {
        if (!law.mayBend()) {
            double[] cuts = breaks.clone();
            Arrays.sort(cuts);
            return cuts;
        }
        int n = centres.length;
        double[] cuts = Arrays.copyOf(breaks, breaks.length + 3 * n);
        for (int i = 0; i < n; i++) {
            cuts[breaks.length + 3 * i] = centres[i] + law.lowest();
            cuts[breaks.length + 3 * i + 1] = centres[i];
            cuts[breaks.length + 3 * i + 2] = centres[i] + law.highest();
        }
        Arrays.sort(cuts);
        return cuts;
    }

    private void cover(double start, double end, double[] cuts) {
        double from = start;
        for (double cut : cuts) {
            if (cut > from && cut < end) {
                panels(from, cut);
                from = cut;
            }
        }
        panels(from, end);
    }

    private void panels(double start, double end) {
        double from = start;
        while (from < end) {
            // never closer than the spacing of doubles, or a huge u with a tiny eps would not end
            double width = Math.max(Math.max(narrowest, GROWTH * distance(from)), Math.ulp(from));
            double to = end - from < 1.5 * width ? end : from + width;
            add(from, to);
            from = to;
        }
    }

    private double distance(double x) {
        int at = Arrays.binarySearch(centres, x);
        int above = at < 0 ? -at - 1 : at;
        double left = above > 0 ? x - centres[above - 1] : Double.POSITIVE_INFINITY;
        double right = above < centres.length ? centres[above] - x : Double.POSITIVE_INFINITY;
        return Math.min(left, right);
    }

    private void add(double from, double to) {
        if (size + PANEL.getNumberOfPoints() > nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * nodes.length);
            weights = Arrays.copyOf(weights, nodes.length);
        }
        double half = (to - from) / 2;
        for (int p = 0; p < PANEL.getNumberOfPoints(); p++) {
            nodes[size] = from + half + half * PANEL.getPoint(p);
            weights[size++] = half * PANEL.getWeight(p);
        }
    }

    int size() {
        return size;
    }

    double node(int at) {
        return nodes[at];
    }

    double weight(int at) {
        return weights[at];
    }
}
