package io.dither.experiments.portfolio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.capability.Membership;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;

/** Portfolios against the quadratic programs of ojAlgo, at the price of risk that bisection finds. */
class PortfolioOpinionTest {
    /** Both in value and in shares; the most that was seen is 2.4e-13. */
    private static final double TOLERANCE = 1e-10;

    /** Below it ojAlgo 57.1.0 called portfolios optimal that are not. */
    private static final double LEAST_PRICE = 0.05;

    /** max r'x - price / 2 x' Sigma x over the budget and the bounds. */
    private static double[] atPrice(PortfolioTest.Case drawn, double[] r, double price) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        for (double returns : r) {
            model.addVariable().lower(drawn.lower()).upper(drawn.upper()).weight(-returns);
        }
        Expression budget = model.addExpression("budget").upper(1);
        Expression risk = model.addExpression("risk").weight(price / 2);
        for (int i = 0; i < r.length; i++) {
            budget.set(i, 1);
            for (int j = 0; j < r.length; j++) {
                risk.set(i, j, drawn.covariance()[i][j]);
            }
        }
        if (drawn.invested()) {
            budget.lower(1);
        }
        Optimisation.Result result = model.minimise();
        assertTrue(result.getState().isOptimal(), () -> result.getState().toString());
        double[] x = new double[r.length];
        Arrays.setAll(x, result::doubleValue);
        return x;
    }

    /** The portfolio at the least price that keeps the limit of risk. */
    private static double[] atLimit(PortfolioTest.Case drawn, double[] r) {
        double low = LEAST_PRICE;
        double high = 1e3;
        for (int step = 0; step < 42; step++) {
            double middle = Math.sqrt(low * high);
            if (drawn.risk(atPrice(drawn, r, middle)) > drawn.variance()) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return atPrice(drawn, r, high);
    }

    @Tag("long")
    @Test
    void ojAlgoFindsTheSamePortfolios() {
        Random random = new Random(7);
        int compared = 0;
        for (int trial = 0; trial < 24; trial++) {
            int n = 2 + random.nextInt(9);
            PortfolioTest.Case drawn = PortfolioTest.Case.of(n, random);
            double[] r = random.doubles(n, -2, 2).toArray();
            Membership oracle;
            try {
                oracle = drawn.oracle();
            } catch (InvalidArgumentException impossible) {
                continue;
            }
            if (drawn.risk(atPrice(drawn, r, LEAST_PRICE)) > drawn.variance()) {
                double[] x = oracle.solve(r);
                double[] other = atLimit(drawn, r);
                assertEquals(dot(r, other), dot(r, x), TOLERANCE, "trial " + trial);
                assertArrayEquals(other, x, TOLERANCE, "trial " + trial);
                compared++;
            }
        }
        assertTrue(compared >= 15, compared + " portfolios were compared");
    }

    private static double dot(double[] r, double[] x) {
        double sum = 0;
        for (int i = 0; i < r.length; i++) {
            sum += r[i] * x[i];
        }
        return sum;
    }
}
