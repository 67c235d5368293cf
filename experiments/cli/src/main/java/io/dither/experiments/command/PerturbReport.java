package io.dither.experiments.command;

import io.dither.layer.Estimated;
import io.dither.layer.LossValue;
import io.dither.losses.FenchelYoungLoss;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** The results of {@code dither perturb}, as JSON and as text; what was not asked for is absent. */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
record PerturbReport(
        String oracle,
        PerturbedOptimizer layer,
        double[] argmax,
        Estimate estimate,
        boolean hasVjp,
        boolean hasJacobian,
        Optional<LossValue> loss) {

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("oracle", oracle);
        json.put("noise", layer.noise().name());
        json.put("epsilon", layer.epsilon());
        json.put("argmax", argmax);
        json.put("value", estimate.value());
        json.put("valueStandardError", estimate.valueStandardError());
        put(json, "mean", estimate.solution());
        if (hasVjp) {
            put(json, "vjp", estimate.vjp());
        }
        if (hasJacobian) {
            json.put("jacobian", rows(estimate.jacobian()));
            json.put("jacobianStandardError", rows(estimate.jacobianStandardError()));
        }
        loss.ifPresent(value -> {
            json.put("loss", value.value());
            json.put("lossName", FenchelYoungLoss.NAME);
            put(json, "gradient", value.gradient());
        });
        json.put("clampedShare", estimate.clampedShare());
        json.put("seed", estimate.seed());
        json.put("samples", estimate.samples());
        return json;
    }

    private static void put(Map<String, Object> json, String name, Estimated estimated) {
        json.put(name, estimated.values());
        json.put(name + "StandardError", estimated.standardErrors());
    }

    private static double[][] rows(DMatrixRMaj matrix) {
        double[][] rows = new double[matrix.numRows][];
        for (int row = 0; row < matrix.numRows; row++) {
            rows[row] = Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols);
        }
        return rows;
    }

    String text() {
        Lines lines = new Lines();
        String sense = layer.oracle().sense().name().toLowerCase(Locale.ROOT);
        lines.add("oracle", oracle + " (" + sense + ", dimension " + layer.inputDimension() + ")");
        lines.add(
                "noise",
                layer.noise().name() + ", epsilon " + layer.epsilon() + ", " + estimate.samples() + " samples, seed "
                        + estimate.seed());
        lines.add("y*", Vectors.show(argmax));
        lines.add("F_eps", withError(estimate.value(), estimate.valueStandardError()));
        lines.add("y_eps", estimate.solution());
        if (hasVjp) {
            lines.add("vjp", estimate.vjp());
        }
        if (hasJacobian) {
            addRows(lines, "Jacobian", rows(estimate.jacobian()));
            addRows(lines, "  +-", rows(estimate.jacobianStandardError()));
        }
        loss.ifPresent(value -> {
            lines.add("loss", withError(value.value(), value.standardError()) + "  (" + FenchelYoungLoss.NAME + ")");
            lines.add("gradient", value.gradient());
        });
        if (estimate.clampedShare() > 0) {
            lines.add("clamped", Vectors.show(100 * estimate.clampedShare()) + " % of the perturbed coordinates");
        }
        return lines.toString();
    }

    private static void addRows(Lines lines, String name, double[][] rows) {
        for (int row = 0; row < rows.length; row++) {
            lines.add(row == 0 ? name : "", Vectors.show(rows[row]));
        }
    }

    private static String withError(double value, double standardError) {
        return Vectors.show(value) + " +- " + Vectors.show(standardError);
    }

    /** Names to the left, values in one column. */
    private static final class Lines {
        private final StringBuilder text = new StringBuilder();

        void add(String name, String value) {
            text.append(String.format(Locale.ROOT, "%-9s %s\n", name, value));
        }

        void add(String name, Estimated estimated) {
            add(name, Vectors.show(estimated.values()));
            add("  +-", Vectors.show(estimated.standardErrors()));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
