package io.dither.losses;

import io.dither.error.Arguments;
import io.dither.layer.Estimated;
import io.dither.layer.Loss;
import io.dither.layer.LossValue;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;

/**
 * The SPO+ loss of predicted against true parameters (Elmachtoub and Grigas, 2022), for data that hold the true costs.
 *
 * <p>With p = 2 predicted - true, w(.) the oracle's answer and f(w) = &lt;p, w&gt; + h(w) it is f(w(true)) - f(w(p)) for costs
 * and the negative for scores: convex in the prediction, at least the regret, with the subgradient 2 (w(true) - w(p)) for costs
 * and 2 (w(p) - w(true)) for scores. The constants h of the answers count once: the bound takes twice the objective of the
 * prediction from that of the truth, which leaves -f. Exact, so its standard errors are 0. Thread-safe.
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
                "Maybe use a Fenchel-Young loss with one-sided gamma noise, which keeps costs >= 0 and the loss convex");
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
        Arguments.finite("target", target, dimension);
        double[] pushed = Vectors.combined(2, theta, -1, target);
        Vertex best = new Vertex(dimension);
        Vertex answer = new Vertex(dimension);
        try (OracleSession session = oracle.openSession()) {
            session.solve(target, best);
            session.solve(pushed, answer);
        }
        int sign = oracle.sense().sign();
        double[] gradient = new double[dimension];
        answer.addTo(gradient, 2 * sign);
        best.addTo(gradient, -2 * sign);
        double value = sign * (answer.objective(pushed) - best.objective(pushed));
        return new LossValue(value, 0, Estimated.exact(gradient));
    }
}
