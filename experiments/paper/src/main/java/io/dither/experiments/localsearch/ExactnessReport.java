package io.dither.experiments.localsearch;

import io.dither.experiments.run.TextTable;
import io.dither.experiments.text.Numbers;
import java.util.List;
import java.util.Map;

/** The tables of chains beside sums over all points. */
record ExactnessReport(List<Exactness.Coverage> coverage, List<Exactness.Bias> biases, int chains) {
    TextTable coverageTable() {
        TextTable table = new TextTable(
                "set",
                "points",
                "95 % intervals that hold %",
                "within 3 errors %",
                "effective samples",
                "largest R-hat");
        coverage.forEach(measured -> table.row(
                measured.set().name(),
                measured.set().points().size(),
                Numbers.decimal(100 * measured.covered(), 1),
                Numbers.decimal(100 * measured.within(), 1),
                Numbers.decimal(measured.effective(), 0),
                Numbers.decimal(measured.rHat(), 3)));
        return table;
    }

    String aboutCoverage() {
        return "\nMeans of y by four chains of 4,000 steps, after 1,000 in which scores grow to their size, against sums over all points;"
                + " all coordinates of " + chains + " seeds. Errors are by means of batches of the chains.\n\n";
    }

    TextTable biasTable() {
        TextTable table = new TextTable(
                "set",
                "estimate",
                "kept of the gradient %",
                "aside %",
                "deviation %",
                "microseconds",
                "deviation in equal time %");
        for (Exactness.Bias bias : biases) {
            double equal = biases.stream()
                    .filter(other -> other.set().equals(bias.set()))
                    .mapToDouble(Exactness.Bias::micros)
                    .max()
                    .orElse(0);
            table.row(
                    bias.set().name(),
                    bias.method(),
                    Numbers.decimal(100 * bias.along(), 0),
                    Numbers.decimal(100 * bias.aside(), 0),
                    Numbers.decimal(100 * bias.noise(), 0),
                    Numbers.decimal(bias.micros(), 1),
                    Numbers.decimal(100 * bias.noise() * Math.sqrt(bias.micros() / equal), 0));
        }
        return table;
    }

    String aboutBias() {
        return "\nThe gradient E y - y at decisions that are uniform points, far from the law of theta, by one chain that begins at the"
                + " decision, and by one solve under Gumbel noise of the same epsilon (of routes by a search that stops at its first"
                + " solution), against the exact one: what its mean keeps of it, what its mean has in other directions, and the deviation of"
                + " one estimate, then that of the mean of as many as the slowest takes time for. More estimates lower the deviation alone."
                + " A short chain keeps a part, the more the longer it is, so that steps point uphill but are short; the mean of perturbed"
                + " solves is that of another law, however many there are.\n\n";
    }

    String verdict() {
        double least =
                coverage.stream().mapToDouble(Exactness.Coverage::covered).min().orElse(0);
        double most =
                coverage.stream().mapToDouble(Exactness.Coverage::covered).max().orElse(0);
        return " 95 % intervals of chains hold the exact means in " + Numbers.decimal(100 * least, 1) + " to "
                + Numbers.decimal(100 * most, 1) + " % of cases.";
    }

    List<Map<String, Object>> figures() {
        return coverage.stream()
                .<Map<String, Object>>map(measured -> Map.of(
                        "set", measured.set().text(), "held", measured.covered(), "withinThree", measured.within()))
                .toList();
    }
}
