package io.dither.spark;

import io.dither.layer.Decision;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.HistoryLossFactory;
import io.dither.layer.LossFactory;
import io.dither.layer.LossProvider;
import io.dither.learn.CostModelFactory;
import io.dither.learn.CostModelProvider;
import io.dither.learn.Estimator;
import io.dither.learn.Learner;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.losses.LikelihoodLoss;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.plugin.Plugin;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginModule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plugins of somebody else: a cost model, an estimator, and a loss that looks at all decisions first. */
public final class Stranger implements PluginModule {
    @Override
    public List<Plugin> plugins() {
        return List.of(
                CostModelProvider.of(
                        "stretched",
                        "weights of features over the sum of their sizes",
                        StretchedModel.class,
                        given -> shape -> StretchedModel.of(shape.features(), shape.groups())),
                CostModelProvider.of(
                        "halved", "the same, by half of each weight", StretchedModel.class, given -> new Halving()),
                LossProvider.of(
                        "counted",
                        "the likelihood, by a stranger who counts decisions first",
                        given -> new Counted(new LikelihoodLoss.Factory(Noise.gumbel(), 1))));
    }

    private record Halving() implements CostModelFactory {
        @Override
        public CostModel on(Shape shape) {
            return StretchedModel.of(shape.features(), shape.groups());
        }

        @Override
        public Estimator estimator(Shape shape, FitSettings settings, PluginCatalogue catalogue) {
            return new Half(Learner.of(on(shape), settings, catalogue));
        }
    }

    /** Takes half of each weight that another finds. */
    record Half(Learner learner) implements Estimator {
        @Override
        public Fitted fit(List<Observation> observations) {
            Fitted whole = learner.fit(observations);
            double[] half =
                    Arrays.stream(whole.parameters()).map(weight -> weight / 2).toArray();
            return Fitted.of(whole.model(), half, whole.settings(), whole.noise())
                    .examples(observations.size())
                    .message("half of each weight")
                    .build();
        }
    }

    /** Decides by another loss, once it has seen the decisions of all examples. */
    record Counted(LossFactory inner) implements HistoryLossFactory {
        @Override
        public EstimatingEquation<?> on(LinearOracle oracle, long seed, int threads) {
            return inner.on(oracle, seed, threads);
        }

        @Override
        public LossFactory against(Map<LinearOracle, List<Decision>> decisions) {
            StrangerTest.COUNTED.set(
                    decisions.values().stream().mapToInt(List::size).sum());
            return inner;
        }

        @Override
        public <C extends LossFactory> Optional<C> as(Class<C> capability) {
            return capability.isInstance(this) ? Optional.of(capability.cast(this)) : inner.as(capability);
        }
    }
}
