package io.dither.experiments.methods;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.layer.EstimatingEquation;
import io.dither.layer.LossFactory;
import io.dither.layer.LossProvider;
import io.dither.learn.Learner;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import io.dither.random.KeyedRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a loss can do is asked for by {@code as}, so that a loss that wraps another can do the same. */
class WrappedLossTest {
    private record Wrapped(LossFactory inner) implements LossFactory {
        @Override
        public EstimatingEquation<?> on(LinearOracle oracle, long seed, int threads) {
            return inner.on(oracle, seed, threads);
        }

        @Override
        public <C extends LossFactory> Optional<C> as(Class<C> capability) {
            return inner.as(capability);
        }
    }

    private static Observation choice(int i, LinearOracle options) {
        KeyedRandom random = new KeyedRandom(i);
        double[][] rows = new double[3][2];
        double[] scores = new double[3];
        for (int j = 0; j < 3; j++) {
            rows[j] = new double[] {random.nextGaussian(), random.nextGaussian()};
            scores[j] = rows[j][0] - rows[j][1] - Math.log(random.nextExponential());
        }
        return Observation.of("e" + i, Features.of(rows), options, options.solve(scores));
    }

    @ParameterizedTest
    @ValueSource(strings = {"likelihood", "contrastive"})
    void fitsAsTheLossThatItWraps(String text) {
        LinearOracle options = Oracles.argmax(3);
        List<Observation> choices =
                IntStream.range(0, 60).mapToObj(i -> choice(i, options)).toList();
        LossFactory loss = PluginCatalogue.discover().create(LossProvider.class, text);
        Fitted fit = Learner.of(SharedLinearModel.of("a", "b")).loss(loss).fit(choices);
        Fitted wrapped = Learner.of(SharedLinearModel.of("a", "b"))
                .loss(new Wrapped(loss))
                .fit(choices);
        assertArrayEquals(fit.parameters(), wrapped.parameters());
        assertEquals(fit.weights(), wrapped.weights());
        assertEquals(fit.noise(), wrapped.noise());
    }
}
