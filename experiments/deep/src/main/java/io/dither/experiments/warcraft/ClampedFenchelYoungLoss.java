package io.dither.experiments.warcraft;

import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.ValueAndGradient;
import io.dither.losses.FenchelYoungLoss;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The Fenchel-Young loss of a perturbed optimizer that replaces negative noisy costs by 0 (clamps them).
 *
 * <p>{@link FenchelYoungLoss} refuses clamped noise, because the loss is unbounded below if costs themselves may be negative. The costs of
 * {@link CostNetwork} cannot be: they are at least 3. Noise is rarely clamped, too: 3 is 30 standard deviations of the noise of
 * {@link Preset#QUICK}, and 3 standard deviations of the noise of {@link Preset#PAPER}.
 */
record ClampedFenchelYoungLoss(PerturbedOptimizer optimizer) implements Loss<Decision> {
    @Override
    public String name() {
        return FenchelYoungLoss.NAME;
    }

    @Override
    public LinearOracle oracle() {
        return optimizer.oracle();
    }

    @Override
    public Class<Decision> targetType() {
        return Decision.class;
    }

    @Override
    public ValueAndGradient evaluate(Example<Decision> example) {
        return FenchelYoungLoss.of(optimizer.smoothed(example.input()), example);
    }

    @Override
    public List<ValueAndGradient> evaluateBatch(List<Example<Decision>> examples) {
        List<ValueAndGradient> smoothed =
                optimizer.smoothed(examples.stream().map(Example::input).toList());
        return IntStream.range(0, examples.size())
                .mapToObj(i -> FenchelYoungLoss.of(smoothed.get(i), examples.get(i)))
                .toList();
    }
}
