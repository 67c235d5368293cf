package io.dither.experiments.research;

import io.dither.layer.Estimated;
import io.dither.layer.ValueAndGradient;
import io.dither.losses.FenchelYoungLoss;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.perturbed.Atoms;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The results of {@code dither perturb}, as JSON and as text; quantities that were not requested are absent. */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record PerturbReport(String oracle, PerturbedOptimizer layer, double[] argmax, long seed, Results results) {

    /** The largest number of solutions that the text shows. */
    private static final int MOST_ATOMS = 10;

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("oracle", oracle);
        json.put("noise", layer.noise().name());
        json.put("epsilon", layer.epsilon());
        json.put("argmax", argmax);
        json.put("value", results.smoothed().value());
        json.put("valueStandardError", results.smoothed().standardError());
        put(json, "mean", results.solution());
        results.derivatives().forEach((name, derivative) -> put(json, name, derivative));
        results.atoms().ifPresent(distribution -> json.put("atoms", distribution.atoms()));
        results.loss().ifPresent(loss -> {
            json.put("loss", loss.value());
            json.put("lossName", FenchelYoungLoss.NAME);
            put(json, "gradient", loss.gradient());
        });
        json.put("clampedShare", results.clampedShare());
        json.put("inexactSamples", results.inexactSamples());
        if (results.inexactSamples() > 0) {
            double gap = results.smoothed().gap();
            json.put("meanGap", Double.isFinite(gap) ? gap : "infinity");
        }
        json.put("seed", seed);
        json.put("samples", results.samples());
        json.put("degreesOfFreedom", results.solution().degreesOfFreedom());
        json.put("tooFewSamplesFor", tooFewSamplesFor());
        return json;
    }

    /** Returns the names of the quantities that have too few samples for a reliable interval. */
    private List<String> tooFewSamplesFor() {
        List<String> names = new ArrayList<>();
        if (!results.solution().calibrated()) { // the value comes from the same samples
            names.addAll(List.of("value", "mean"));
        }
        results.derivatives().forEach((name, derivative) -> {
            if (!derivative.calibrated()) {
                names.add(name);
            }
        });
        return names;
    }

    private static void put(Map<String, Object> json, String name, Estimated estimated) {
        boolean isMatrix = Results.isMatrix(name);
        json.put(name, isMatrix ? rows(estimated.values()) : estimated.values());
        json.put(name + "StandardError", isMatrix ? rows(estimated.standardErrors()) : estimated.standardErrors());
    }

    /** Returns the rows of a square matrix from its entries row by row. */
    private static double[][] rows(double... entries) {
        int n = (int) Math.round(Math.sqrt(entries.length));
        return IntStream.range(0, n)
                .mapToObj(row -> Arrays.copyOfRange(entries, row * n, (row + 1) * n))
                .toArray(double[][]::new);
    }

    String text() {
        Lines lines = new Lines();
        String sense = layer.oracle().sense().name().toLowerCase(Locale.ROOT);
        lines.add(
                "oracle",
                oracle + " (" + sense + ", dimension " + layer.oracle().dimension() + ")");
        lines.add(
                "noise",
                layer.noise().name() + ", epsilon " + layer.epsilon() + ", "
                        + (results.samples() == 0 ? "exact" : results.samples() + " samples, seed " + seed));
        // a table at the end shows long vectors whose coordinates have names
        boolean hasTable = layer.oracle().as(NamedCoordinates.class).isPresent() && Vectors.isLong(argmax);
        if (!hasTable) {
            lines.add("y*", Vectors.show(argmax));
        }
        ValueAndGradient smoothed = results.smoothed();
        lines.add("F_eps", withError(smoothed.value(), smoothed.standardError()));
        if (!hasTable) {
            lines.add("y_eps", results.solution());
        }
        results.derivatives().forEach((name, derivative) -> {
            if (Results.isMatrix(name)) {
                addRows(lines, Character.toUpperCase(name.charAt(0)) + name.substring(1), derivative);
            } else if (!hasTable) {
                lines.add(name, derivative);
            }
        });
        results.atoms().ifPresent(distribution -> addAtoms(lines, distribution.atoms()));
        results.loss().ifPresent(loss -> addLoss(lines, loss, hasTable));
        if (results.clampedShare() > 0) {
            lines.add("clamped", Vectors.show(100 * results.clampedShare()) + " % of the perturbed coordinates");
        }
        if (results.inexactSamples() > 0) {
            lines.add(
                    "inexact",
                    results.inexactSamples() + " samples were not proved optimal: F_eps may be better by "
                            + Vectors.atMost(results.smoothed().gap()));
        }
        if (!tooFewSamplesFor().isEmpty()) {
            lines.add(
                    "samples",
                    "too few: the intervals of " + String.join(", ", tooFewSamplesFor()) + " may be too narrow");
        }
        return lines + (hasTable ? namedVectors() : "");
    }

    private String namedVectors() {
        NamedVectors vectors = new NamedVectors(
                layer.oracle().as(NamedCoordinates.class).orElseThrow().coordinates());
        vectors.add("y*", argmax);
        vectors.add("y_eps", results.solution());
        results.derivatives().forEach((name, derivative) -> {
            if (!Results.isMatrix(name)) {
                vectors.add(name, derivative);
            }
        });
        results.loss().ifPresent(loss -> vectors.add("gradient", loss.gradient()));
        return vectors.toString();
    }

    private void addLoss(Lines lines, ValueAndGradient loss, boolean hasTable) {
        lines.add("loss", withError(loss.value(), loss.standardError()) + "  (" + FenchelYoungLoss.NAME + ")");
        if (!hasTable) {
            lines.add("gradient", loss.gradient());
        }
    }

    private static void addAtoms(Lines lines, List<Atoms.Atom> atoms) {
        int shown = Math.min(atoms.size(), MOST_ATOMS);
        for (int i = 0; i < shown; i++) {
            Atoms.Atom atom = atoms.get(i);
            lines.add(i == 0 ? "atoms" : "", Vectors.show(atom.solution()));
            lines.add("  share", withError(atom.probability(), atom.standardError()));
        }
        if (shown < atoms.size()) {
            lines.add("", "... (" + atoms.size() + " in all; --json has them)");
        }
    }

    private static void addRows(Lines lines, String name, Estimated matrix) {
        addRows(lines, name, rows(matrix.values()));
        if (Lines.isAnyKnown(matrix.standardErrors())) {
            addRows(lines, "  +-", rows(matrix.standardErrors()));
        }
    }

    private static void addRows(Lines lines, String name, double[][] rows) {
        for (int row = 0; row < rows.length; row++) {
            lines.add(row == 0 ? name : "", Vectors.show(rows[row]));
        }
    }

    private static String withError(double value, double standardError) {
        return Vectors.show(value) + (Lines.isAnyKnown(standardError) ? " +- " + Vectors.show(standardError) : "");
    }
}
