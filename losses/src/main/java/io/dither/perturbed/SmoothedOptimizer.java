package io.dither.perturbed;

import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Estimated;
import io.dither.oracle.LinearOracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * An oracle smoothed by noise, by Monte Carlo ({@link PerturbedOptimizer}) or in closed form: what
 * Fenchel-Young losses and fits are made of.
 */
public interface SmoothedOptimizer extends DifferentiableLayer {
    /**
     * F_eps at one theta.
     *
     * @param value F_eps(theta), in the oracle's own units
     * @param standardError its standard error, 0 where exact
     * @param gradient the gradient of F_eps in theta; y_eps(theta) for additive noise
     */
    record Smoothed(double value, double standardError, Estimated gradient) {}

    /**
     * Returns the oracle.
     *
     * @return the oracle
     */
    LinearOracle oracle();

    /**
     * Returns the amplitude of the noise.
     *
     * @return epsilon, in the units of theta (a factor where the noise is multiplicative)
     */
    double epsilon();

    /**
     * Evaluates F_eps and its gradient, with noise keyed by the step and the example where there is noise.
     *
     * @param theta the parameters, length d; read only
     * @param step the step of the training
     * @param example the index of the example
     * @return the value and the gradient
     */
    Smoothed smoothed(double[] theta, long step, long example);

    /**
     * Evaluates F_eps and its gradient at many thetas; row i is example i.
     *
     * @param thetas one row an example, d columns; read only
     * @param step the step of the training
     * @return one result a row
     */
    default List<Smoothed> smoothed(DMatrixRMaj thetas, long step) {
        List<Smoothed> rows = new ArrayList<>();
        for (int i = 0; i < thetas.numRows; i++) {
            double[] theta = Arrays.copyOfRange(thetas.data, i * thetas.numCols, (i + 1) * thetas.numCols);
            rows.add(smoothed(theta, step, i));
        }
        return rows;
    }

    /**
     * Evaluates F_eps and its gradient at many thetas, with an oracle of its own for each row.
     *
     * @param thetas one row an example, d columns; read only
     * @param step the step of the training
     * @param oracles one oracle a row, each of dimension d
     * @return one result a row
     */
    List<Smoothed> smoothed(DMatrixRMaj thetas, long step, List<? extends LinearOracle> oracles);

    @Override
    default int inputDimension() {
        return oracle().dimension();
    }

    @Override
    default int outputDimension() {
        return oracle().dimension();
    }
}
