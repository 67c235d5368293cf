package io.dither.experiments.labelranking;

import com.fasterxml.jackson.annotation.JsonValue;
import io.dither.learn.diagnose.LeastSquares;
import io.dither.learn.model.LinearModel;
import java.util.Arrays;

/**
 * The methods that are compared. Each has a name for the command line, JSON and CSV, and a grid of values for tuning.
 *
 * <p>Epsilon is always 1, because a grid over epsilon and the penalty lambda would try each model many times. Let F_eps(t) be the perturbed
 * maximum at scores t: F_eps(t) = eps F_1(t / eps). So a model fitted with (epsilon, lambda) ranks labels like a model fitted with
 * (1, lambda epsilon) for the Fenchel-Young loss, and with (1, lambda epsilon^2) for the squared loss. Likewise, only the ratio of the
 * learning rate to the step of the black-box interpolation matters, so this step is always 1, too.
 */
enum Method {
    FENCHEL_YOUNG("fenchel-young", Grids.PENALTIES) {
        @Override
        GridLearner learner(RankingSettings settings, int labels, long seed) {
            return RankingLearner.fenchelYoung(labels, settings.noise().noise(), settings.samples(), seed);
        }
    },
    /** The squared distance between mean ranks under noise and observed ranks. */
    SQUARED("squared", Grids.PENALTIES) {
        @Override
        GridLearner learner(RankingSettings settings, int labels, long seed) {
            return RankingLearner.squared(labels, settings.noise().noise());
        }
    },
    /** Tuned by the learning rate; all other methods are tuned by the penalty. */
    BLACK_BOX("black-box", 0.01, 0.1, 1, 10, 100) {
        @Override
        GridLearner learner(RankingSettings settings, int labels, long seed) {
            return RankingLearner.blackBox(labels, seed);
        }
    },
    /** Ridge regression of the ranks on the features, without an oracle. */
    LEAST_SQUARES("least-squares", 1000, 100, 10, 1, 0.1, 0) {
        @Override
        GridLearner learner(RankingSettings settings, int labels, long seed) {
            return (train, values) -> {
                LinearModel model = Ranker.linearModel(train.features().numCols, labels);
                return Arrays.stream(values)
                        .mapToObj(lambda ->
                                new Ranker(model, LeastSquares.fit(train.features(), train.targets(), lambda)))
                        .toList();
            };
        }
    };

    private static final class Grids {
        static final double[] PENALTIES = {100, 10, 1, 0.1, 0.01, 0.001};
    }

    private final String option;

    @SuppressWarnings("ImmutableEnumChecker") // only a copy is returned
    private final double[] grid;

    Method(String option, double... grid) {
        this.option = option;
        this.grid = grid;
    }

    /** Returns the learner of this method; all its random numbers are a function of the seed. */
    abstract GridLearner learner(RankingSettings settings, int labels, long seed);

    /** Returns the values to try; the first regularises most. */
    double[] grid() {
        return grid.clone();
    }

    @Override
    @JsonValue
    public String toString() {
        return option;
    }
}
