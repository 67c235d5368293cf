package io.dither.people.internal;

import io.dither.layer.Contribution;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.Example;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pullback;
import io.dither.layer.Target;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The likelihood exp(-loss / epsilon) of a loss that is a negative log likelihood in units of epsilon, such as the
 * recursive logit.
 */
final class LossLikelihood implements Likelihood {
    private final CostModel model;
    private final double epsilon;
    private final List<Person> persons;
    private final EstimatingEquation<Target> loss;

    LossLikelihood(CostModel model, Criterion criterion, double fitEpsilon, long seed, List<Person> persons) {
        this.model = model;
        epsilon = criterion.epsilon(fitEpsilon); // a loss may have its own epsilon
        this.persons = persons;
        Observation first = persons.get(0).decisions().get(0);
        // the criterion is exact (true), so the number of samples (1) and the seed have no effect
        loss = TasteSettings.requireLearnsFrom(criterion.on(first, true, fitEpsilon, 1, seed), first);
    }

    @Override
    public int count() {
        return persons.size();
    }

    @Override
    public double logLikelihood(int person, double[] weights, double[] gradient) {
        Arrays.fill(gradient, 0);
        IdentityHashMap<Features, double[]> thetas = new IdentityHashMap<>();
        List<Example<Target>> examples = new ArrayList<>();
        List<Pullback> pullbacks = new ArrayList<>();
        for (Observation observation : persons.get(person).decisions()) {
            double[] theta = thetas.computeIfAbsent(observation.features(), features -> model.theta(weights, features));
            if (observation.oracle().domain().firstOutside(theta) >= 0) {
                return Double.NaN;
            }
            // no key is needed, because an exact loss draws no noise
            examples.add(new Example<>(theta, observation.target(), NoiseKey.ZERO, observation.oracle()));
            pullbacks.add(model.pullback(weights, observation.features()));
        }
        double sum = 0;
        for (Contribution contribution : loss.contributions(examples, pullbacks)) {
            sum -= contribution.value() / epsilon;
            for (int k = 0; k < gradient.length; k++) {
                gradient[k] -= contribution.gradient()[k] / epsilon;
            }
        }
        return sum;
    }

    @Override
    public void close() {
        loss.close();
    }
}
