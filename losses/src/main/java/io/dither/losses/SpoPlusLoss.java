package io.dither.losses;

import io.dither.error.Arguments;
import io.dither.layer.Estimated;
import io.dither.layer.Loss;
import io.dither.layer.LossValue;
import io.dither.oracle.LinearOracle;

/**
 * The SPO+ loss of predicted against true parameters (Elmachtoub and Grigas, 2022), for data that hold the true costs.
 *
 * <p>With p = 2 predicted - true and w(.) the oracle's answer it is &lt;p, w(true)&gt; - &lt;p, w(p)&gt; for costs and the
 * negative for scores: convex in the prediction, at least the regret, with the subgradient 2 (w(true) - w(p)) for costs and
 * 2 (w(p) - w(true)) for scores. Exact, so its standard errors are 0. Thread-safe.
 */
public final class SpoPlusLoss implements Loss {
    private final LinearOracle oracle;

    /**
     * Puts the loss on an oracle.
     *
     * @param oracle the oracle, right everywhere: 2 predicted - true can be any vector
     */
    public SpoPlusLoss(LinearOracle oracle) {
        Arguments.require(
                oracle.domain().isEverywhere(),
                "SPO+ asks the oracle for 2 predicted - true, which can leave its domain, " + oracle.domain(),
                "Maybe use a Fenchel-Young loss with multiplicative noise");
        this.oracle = oracle;
    }

    /**
     * Evaluates the loss.
     *
     * @param theta the predicted parameters, length d; read only
     * @param target the true parameters, length d; read only
     * @return the value and a subgradient in theta
     */
    @Override
    public LossValue evaluate(double[] theta, double[] target) {
        int dimension = oracle.dimension();
        Arguments.finite("theta", theta, dimension);
        double[] best = oracle.solve(Arguments.finite("target", target, dimension));
        double[] pushed = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            pushed[i] = 2 * theta[i] - target[i];
        }
        double[] answer = oracle.solve(pushed);
        int sign = oracle.sense().sign();
        double value = 0;
        double[] gradient = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            double difference = answer[i] - best[i];
            value += sign * pushed[i] * difference;
            gradient[i] = 2 * sign * difference;
        }
        return new LossValue(value, 0, Estimated.exact(gradient));
    }
}
