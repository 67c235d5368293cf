package io.dither.trees;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.Target;
import io.dither.learn.internal.evaluate.Fit;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gradients in the sums before the link, against differences in offsets, which move theta in the same way. */
class RowGradientTest {
    private static final double STEP = 1e-5;
    private static final int ROWS = 3;
    private static final double[] OFFSETS = {0.3, -0.4, 0.1};
    private static final Tree TREE = StumpGrower.stump(0, 1.5f, -0.2, 0.5, 1);
    private static final LinearOracle ORACLE = Oracles.argmax(ROWS);

    private static Rows rows(Link link, Target target, int moved, double by) {
        double[] offsets = OFFSETS.clone();
        offsets[moved] += by;
        Features features = Features.of(new double[][] {{1}, {2}, {3}}).withOffsets(offsets);
        Observation one = Observation.of("a", features, ORACLE, target).withWeight(2);
        Observation two = Observation.of("b", features, ORACLE, new double[] {0, 0, 1});
        BoostedModel model =
                BoostedModel.of(List.of("x"), link, TreeSettings.USUAL).withTrees(List.of(TREE));
        return new Rows(target instanceof Decision ? List.of(one, two) : List.of(one), model);
    }

    private static RowGradient equation(String loss, String noise, int samples, Rows rows) {
        FitSettings settings =
                FitSettings.USUAL.with("loss", loss).with("noise", noise).with("samples", samples);
        Fit fit = Fit.of(settings, PluginCatalogue.discover());
        return new RowGradient(fit, fit.criterionOn(ORACLE), rows.examples(), 0.7);
    }

    private static double total(RowGradient.Evaluation at, Rows rows) {
        return IntStream.range(0, at.losses().length)
                .mapToDouble(i -> rows.examples().get(i).weight() * at.losses()[i])
                .sum();
    }

    @ParameterizedTest
    @EnumSource
    void theGradientGoesThroughTheLink(Link link) {
        for (String noise : List.of("gumbel", "gaussian")) {
            Decision target = Decision.of(0, 1, 0);
            Rows rows = rows(link, target, 0, 0);
            try (RowGradient equation = equation("fenchel-young", noise, 20, rows)) {
                RowGradient.Evaluation at = equation.evaluate(rows);
                for (int j = 0; j < ROWS; j++) {
                    Rows below = rows(link, target, j, -STEP);
                    Rows above = rows(link, target, j, STEP);
                    double slope = (total(equation.evaluate(above), above) - total(equation.evaluate(below), below))
                            / (2 * STEP);
                    assertEquals(slope, at.gradient()[j], 1e-7, link + " " + noise + " row " + j);
                }
            }
        }
    }

    /** Of the logistic law with the same standard deviation: not less than the truth here, and not much more. */
    @Test
    void theCurvatureOfDecisionsIsThatOfTheLossAndALittleMore() {
        for (String noise : List.of("gumbel", "gaussian")) {
            Decision target = Decision.of(0, 1, 0);
            Rows rows = rows(Link.IDENTITY, target, 0, 0);
            try (RowGradient equation = equation("fenchel-young", noise, 20, rows)) {
                for (int j = 0; j < ROWS; j++) {
                    double above = equation.evaluate(rows(Link.IDENTITY, target, j, STEP))
                            .gradient()[j];
                    double below = equation.evaluate(rows(Link.IDENTITY, target, j, -STEP))
                            .gradient()[j];
                    double truth = (above - below) / (2 * STEP);
                    double ratio = equation.evaluate(rows).curvature()[j] / truth;
                    assertTrue(ratio > 1 && ratio < 1.6, noise + " row " + j + ": " + ratio);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCurvatureOfDistancesIsTheSquareOfTheSlope(Link link) {
        Rows rows = rows(link, Costs.of(1, 2, 3), 0, 0);
        try (RowGradient equation = equation("cost-distance", "gaussian", 20, rows)) {
            RowGradient.Evaluation at = equation.evaluate(rows);
            double[] sums = {0.1, 0.1, 0.6};
            for (int j = 0; j < ROWS; j++) {
                double slope = link.slope(sums[j]);
                assertEquals(2 * slope * slope, at.curvature()[j], 1e-12);
                assertEquals(2 * slope * (link.of(sums[j]) - (j + 1)), at.gradient()[j], 1e-12);
            }
        }
    }

    @Test
    void aCoordinateWithoutAChanceHasNoCurvatureAndASurpriseHasSome() {
        LinearOracle sampled =
                LinearOracle.of(ROWS, theta -> Oracles.argmax(ROWS).solve(theta));
        Features features = Features.of(new double[][] {{1}, {2}, {3}}).withOffsets(new double[] {50, 0, -50});
        Observation expected = Observation.of("a", features, sampled, new double[] {1, 0, 0});
        Observation surprise = Observation.of("b", features, sampled, new double[] {0, 1, 0});
        for (Observation one : List.of(expected, surprise)) {
            Rows rows = new Rows(List.of(one), BoostedModel.of("x"));
            try (RowGradient equation = equation("fenchel-young", "gaussian", 5, rows)) {
                double[] curvature = equation.evaluate(rows).curvature();
                assertEquals(one == surprise, curvature[1] > 0, one.id());
                assertEquals(0, curvature[2], one.id());
            }
        }
    }
}
