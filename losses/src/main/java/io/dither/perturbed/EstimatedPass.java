package io.dither.perturbed;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Estimated;
import io.dither.layer.Pass;
import io.dither.layer.ValueAndGradient;
import io.dither.perturbed.internal.engine.Recording;
import io.dither.perturbed.internal.statistic.DistanceReward;
import java.util.List;

/**
 * The forward pass of a perturbed optimizer. Products with the Jacobian, and the distance from a target, draw the
 * same noise again, but do not solve again if the solutions had few enough coordinates to be recorded.
 */
record EstimatedPass(Runner runner, Estimate estimate, List<Recording> recordings) implements Pass {
    /** The largest number of coordinates that all passes of a call of {@code forward} record together. */
    static final int MAX_COORDINATES = 1 << 22;

    /**
     * Returns the quantity that records solutions; the limit is divided equally among all passes and replicates of a
     * call.
     */
    static Quantity<List<Recording>> recording(int passes, Settings settings) {
        long replicates = (long) settings.sampling().replicates() * Math.max(1, passes);
        return Quantity.recording(MAX_COORDINATES / replicates);
    }

    @Override
    public Estimated output() {
        return estimate.solution();
    }

    @Override
    public ValueAndGradient product(double[] v) {
        return rerun(v, Quantity.vjp(v));
    }

    /**
     * For the mean solution ybar and the target t, the value is |ybar - t|^2 / 2 minus the bias that squaring adds,
     * which is half the estimated variance of ybar. The gradient pairs each sample with the mean of the other samples:
     * it is {@link Quantity#uncentred} for r(y) = &lt;y - ybar, ybar - t&gt; - |y - ybar|^2 / (M - 1), with M samples.
     */
    @Override
    public ValueAndGradient halfSquaredDistance(double[] target) {
        Estimated output = output();
        double[] mean = output.values();
        double[] residual = Vectors.minus(mean, Arguments.finite("target", target, mean.length));
        double value = 0;
        for (int i = 0; i < mean.length; i++) {
            double error = output.errorOrZero(i);
            value += (residual[i] * residual[i] - error * error) / 2;
        }
        double degreesOfFreedom = estimate.samples() - 1.0;
        ValueAndGradient secondPass =
                rerun(residual, Quantity.uncentred(DistanceReward.from(mean, residual, 1 / degreesOfFreedom)));
        return secondPass.withValues(value, secondPass.gradient().values());
    }

    /**
     * Estimates &lt;v, y_eps&gt; and the quantity {@code gradient} from the samples of this pass, which it draws again,
     * or whose recorded solutions it reads.
     */
    private ValueAndGradient rerun(double[] v, Quantity<Estimated> gradient) {
        Quantity<Estimated> product = Quantity.product(v);
        Measurement measurement = new Measurement(runner.settings(), estimate.input(), List.of(product, gradient));
        List<Recording> usable = recordings.stream().allMatch(Recording::isComplete) ? recordings : List.of();
        Estimate result = runner.run(List.of(measurement), usable).get(0);
        Estimated inner = result.get(product);
        // gaps of solves bound the error of F(X), not of the product, whose gap is unknown unless all gaps are 0
        return new ValueAndGradient(
                inner.values()[0],
                inner.standardErrors()[0],
                result.get(gradient),
                ValueAndGradient.zeroOrInfiniteGap(result.meanGap()));
    }
}
