package io.dither.experiments.warcraft;

import io.dither.error.Arguments;
import io.dither.experiments.deep.DeepPlan;

/**
 * The training settings of the network of one loss.
 *
 * @param plan the number of epochs, the batch size and the learning rate
 * @param perturbation the noise
 * @param lambda the lambda of {@link io.dither.surrogate.BlackBoxInterpolation}, for the gradient of the loss of one example
 * @param threads the number of threads; PyTorch and the solves each use this many
 */
record Settings(DeepPlan plan, Perturbation perturbation, double lambda, int threads) {
    /**
     * The noise of the training.
     *
     * @param epsilon the amplitude of the noise
     * @param samples the number of perturbed solves per example and training step
     */
    record Perturbation(double epsilon, int samples) {
        Perturbation {
            Arguments.positive("epsilon", epsilon);
            Arguments.atLeast("samples", samples, 1);
        }
    }

    Settings {
        Arguments.positive("lambda", lambda);
        Arguments.threads("threads", threads);
    }

    long seed() {
        return plan.seed();
    }

    /** Describes the settings that matter to a loss. */
    String describe(TerrainLoss loss) {
        String common = plan.epochs() + " epochs, batch " + plan.batch() + ", learning rate " + plan.learningRate();
        return switch (loss) {
            case FENCHEL_YOUNG, SQUARED ->
                common + ", epsilon " + perturbation.epsilon + ", " + perturbation.samples + " samples, clamped";
            case BLACK_BOX -> common + ", lambda " + lambda;
            case TWO_STAGE -> common;
        };
    }
}
