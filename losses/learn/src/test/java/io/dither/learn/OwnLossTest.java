package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.ValueAndGradient;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.FitSettings.Errors;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.oracle.LinearOracle;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A loss that this library does not know. */
class OwnLossTest {
    private static final List<Observation> CHOICES = Choices.of(40, 4, 1);

    private record Own(LinearOracle oracle, Function<Example<Decision>, ValueAndGradient> value)
            implements Loss<Decision> {
        @Override
        public String name() {
            return "own loss";
        }

        @Override
        public Class<Decision> targetType() {
            return Decision.class;
        }

        @Override
        public ValueAndGradient evaluate(Example<Decision> example) {
            return value.apply(example);
        }
    }

    private static Learner learner(Function<Example<Decision>, ValueAndGradient> value) {
        return Learner.of(SharedLinearModel.of("a")).loss((oracle, seed, threads) -> new Own(oracle, value));
    }

    /** Minus the logarithm of the probability of a choice. */
    private static ValueAndGradient logit(Example<Decision> example) {
        double[] theta = example.theta();
        double[] gradient = new double[theta.length];
        double sum = 0;
        for (double utility : theta) {
            sum += Math.exp(utility);
        }
        double value = Math.log(sum);
        for (int j = 0; j < theta.length; j++) {
            double chosen = example.target().values()[j];
            gradient[j] = Math.exp(theta[j]) / sum - chosen;
            value -= chosen * theta[j];
        }
        return ValueAndGradient.exact(value, gradient);
    }

    private static String refusal(Function<Example<Decision>, ValueAndGradient> value) {
        return String.valueOf(assertThrows(
                        InvalidArgumentException.class, () -> learner(value).fit(CHOICES))
                .getMessage());
    }

    @Test
    void otherSettingsKeepItsName() {
        Learner learner = learner(OwnLossTest::logit).with(FitSettings.USUAL.samples(3));
        assertEquals("custom", learner.settings().loss());
        assertEquals(3, learner.settings().samples());
        assertEquals(FitSettings.MOMENTS, learner.moments().settings().loss());
    }

    @Test
    void itsMistakesAreNamed() {
        String length = refusal(example -> ValueAndGradient.exact(1, new double[2]));
        assertTrue(length.startsWith("the gradient of the loss 'own loss' has 2 numbers, but theta has "), length);
        String value = refusal(example -> ValueAndGradient.exact(Double.NaN, new double[example.theta().length]));
        assertTrue(value.startsWith("the value of the loss 'own loss' is NaN"), value);
    }

    /** It may be no model of decisions, so its curvature gives no errors; more fits do. */
    @Test
    void saysWhyThereAreNoIntervals() {
        Fitted fitted = learner(OwnLossTest::logit).fit(CHOICES);
        Fitted ours = Learner.of(SharedLinearModel.of("a")).noise("gumbel").fit(CHOICES);
        double error = ours.weight("a").standardError();
        assertEquals(ours.weight("a").estimate(), fitted.weight("a").estimate(), 0.01 * error);
        String reason = "there are no standard errors: the loss 'custom' is not that of a model of decisions";
        assertTrue(fitted.message().startsWith(reason), fitted.message());
        String penalised = learner(OwnLossTest::logit).l2(0.1).fit(CHOICES).message();
        assertTrue(penalised.startsWith(reason), penalised);
        Weight refitted = learner(OwnLossTest::logit)
                .errors(Errors.JACKKNIFE)
                .fit(CHOICES)
                .weight("a");
        Weight oursRefitted = Learner.of(SharedLinearModel.of("a"))
                .noise("gumbel")
                .errors(Errors.JACKKNIFE)
                .fit(CHOICES)
                .weight("a");
        assertEquals(oursRefitted.standardError(), refitted.standardError(), 0.01 * error);
    }
}
