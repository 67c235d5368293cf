package io.dither.experiments.localsearch;

import io.dither.experiments.run.TextTable;
import io.dither.experiments.text.Numbers;
import java.util.List;
import java.util.Map;

/** Tables that compare Markov chains with exact sums over all points. */
record ExactnessReport(List<Exactness.Coverage> coverage, List<Exactness.Bias> biases, int chains) {
    TextTable coverageTable() {
        TextTable table = new TextTable(
                "set",
                "points",
                "coverage of 95 % intervals %",
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
        return "\nMeans of y by four chains of 4,000 steps, after 1,000 steps of annealing, against sums over all points; all coordinates of "
                + chains + " seeds. Errors are by batch means of the chains.\n\n";
    }

    TextTable biasTable() {
        TextTable table = new TextTable(
                "set",
                "estimate",
                "along the gradient %",
                "aside %",
                "deviation %",
                "microseconds",
                "deviation in equal time %");
        for (Exactness.Bias bias : biases) {
            double slowest = biases.stream()
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
                    Numbers.decimal(100 * bias.noise() * Math.sqrt(bias.micros() / slowest), 0));
        }
        return table;
    }

    String aboutBias() {
        return "\nEstimates of the gradient E y - y against the exact one, at decisions drawn uniformly from all points. An estimate is"
                + " one chain from the decision, or one solve under Gumbel noise of the same epsilon (for routes a search that stops at"
                + " its first solution). Along and aside: the mean estimate in the direction of the exact gradient, and across it."
                + " Deviation: the standard deviation of one estimate; in equal time, of the mean of as many estimates as fit into the time of"
                + " the slowest method. More estimates lower only the deviation. The mean of short chains points along the gradient, but is"
                + " shorter; perturbed solves estimate the gradient of another distribution.\n\n";
    }

    String verdict() {
        double least =
                coverage.stream().mapToDouble(Exactness.Coverage::covered).min().orElse(0);
        double most =
                coverage.stream().mapToDouble(Exactness.Coverage::covered).max().orElse(0);
        return " 95 % intervals of chains cover the exact means in " + Numbers.decimal(100 * least, 1) + " to "
                + Numbers.decimal(100 * most, 1) + " % of cases.";
    }

    List<Map<String, Object>> figures() {
        return coverage.stream()
                .<Map<String, Object>>map(measured -> Map.of(
                        "set", measured.set().text(), "held", measured.covered(), "withinThree", measured.within()))
                .toList();
    }
}
