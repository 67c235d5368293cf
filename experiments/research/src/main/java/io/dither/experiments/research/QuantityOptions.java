package io.dither.experiments.research;

import io.dither.oracle.LinearOracle;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of the quantities that are shown in addition to F_eps and y_eps. */
final class QuantityOptions {
    @Option(names = "--vjp", paramLabel = "VECTOR", description = "Show the gradient of <v, y_eps> for this v.")
    private Optional<String> vjp = Optional.empty();

    @Option(names = "--jacobian", description = "Show the d x d Jacobian of y_eps.")
    boolean showsJacobian;

    @Option(
            names = "--target",
            paramLabel = "VECTOR",
            description = "Show the Fenchel-Young loss of this solution (without Omega) and its gradient.")
    private Optional<String> target = Optional.empty();

    @Option(names = "--jvp", paramLabel = "VECTOR", description = "Show the derivative of y_eps along this u.")
    private Optional<String> jvp = Optional.empty();

    @Option(names = "--atoms", description = "Show the distinct solutions with their shares of the samples.")
    boolean showsAtoms;

    Optional<double[]> vjp(LinearOracle oracle) {
        return vector("vjp", vjp, oracle);
    }

    Optional<double[]> jvp(LinearOracle oracle) {
        return vector("jvp", jvp, oracle);
    }

    Optional<double[]> target(LinearOracle oracle) {
        return vector("target", target, oracle);
    }

    private static Optional<double[]> vector(String name, Optional<String> text, LinearOracle oracle) {
        return text.map(written -> Vectors.parse(name, written, oracle.dimension()));
    }
}
