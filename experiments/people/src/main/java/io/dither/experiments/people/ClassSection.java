package io.dither.experiments.people;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.report.Tables;
import io.dither.experiments.text.Html;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Weight;
import io.dither.people.tastes.FittedClasses;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the section on classes of persons: a comparison with one taste for all, the weights of the classes in a
 * table and in charts, and who is in which class.
 *
 * @param fitted the classes
 * @param html the page to write to
 */
record ClassSection(FittedClasses fitted, Html html) {
    void write() {
        html.element(
                "p",
                fitted.persons() + " persons in " + fitted.classes().size() + " classes. The log likelihood is "
                        + Numbers.fixed(fitted.logLikelihood().value(), 1) + ", and "
                        + Numbers.fixed(fitted.commonLogLikelihood(), 1)
                        + " with one taste for all: the likelihood ratio is "
                        + Numbers.fixed(fitted.likelihoodRatio(), 1)
                        + ", for which chi-squared does not hold. BIC is " + Numbers.fixed(fitted.bic(), 1) + ", and "
                        + Numbers.fixed(fitted.commonBic(), 1) + " with one taste; lower is better.");
        writeTable();
        html.open("div", "class", "grid");
        for (int k = 0; k < fitted.typical().size(); k++) {
            chart(k).write(html);
        }
        html.close("div");
        html.note("Weights of each class with their 95 % intervals.");
        writeMembership();
        writeNumbersOfClasses();
    }

    private static String name(int c) {
        return "class " + (c + 1);
    }

    private void writeTable() {
        List<String> heads = new ArrayList<>(List.of("weight"));
        List<String> shares = new ArrayList<>(List.of("share of persons"));
        for (FittedClasses.LatentClass personClass : fitted.classes()) {
            heads.add(name(heads.size() - 1));
            shares.add(Numbers.percent(personClass.share().value()));
        }
        heads.addAll(List.of("mean", "95 % interval", "other sign"));
        shares.addAll(List.of("", "", ""));
        List<List<String>> rows = new ArrayList<>();
        for (Weight mean : fitted.typical()) { // the mean over the classes
            int k = rows.size();
            List<String> row = new ArrayList<>(List.of(mean.name()));
            fitted.classes()
                    .forEach(personClass -> row.add(text(personClass.weights().get(k))));
            row.add(text(mean));
            row.add(Numbers.interval(mean.low(), mean.high(), mean.standardError()));
            row.add(Numbers.percent(fitted.wrongSign().get(k).value()));
            rows.add(row);
        }
        rows.add(shares);
        Tables.write(html, "", heads, rows, head -> !head.equals("weight")); // all other columns are numbers
        html.note(
                "Weights are in raw units. The last column is the share of persons whose weight has another sign than the mean.");
    }

    private static String text(Weight weight) {
        return Numbers.text(weight.estimate(), weight.standardError());
    }

    private Chart chart(int k) {
        String weight = fitted.typical().get(k).name();
        Chart chart = Chart.rows("The weight of " + weight, "weight of " + weight);
        for (int c = 0; c < fitted.classes().size(); c++) {
            Interval share = fitted.classes().get(c).share();
            Weight estimate = fitted.classes().get(c).weights().get(k);
            chart = chart.row(
                    name(c) + ", " + Numbers.percent(share.value()),
                    estimate.estimate(),
                    estimate.low(),
                    estimate.high());
        }
        return chart;
    }

    private void writeMembership() {
        if (fitted.covariates().isEmpty()) {
            return;
        }
        List<String> heads = new ArrayList<>(List.of("logit of membership"));
        for (int c = 1; c < fitted.classes().size(); c++) {
            heads.addAll(List.of(name(c), "95 % interval of " + name(c)));
        }
        List<List<String>> rows = new ArrayList<>();
        for (Weight slopeOfReference : fitted.classes().get(0).membership()) { // has the names of all slopes
            List<String> row = new ArrayList<>(List.of(slopeOfReference.name()));
            for (FittedClasses.LatentClass personClass :
                    fitted.classes().subList(1, fitted.classes().size())) {
                Weight slope = personClass.membership().get(rows.size());
                row.add(text(slope));
                row.add(Numbers.interval(slope.low(), slope.high(), slope.standardError()));
            }
            rows.add(row);
        }
        html.element("h3", "Who is in which class?");
        Tables.write(html, "", heads, rows, head -> !head.equals(heads.get(0))); // all other columns are numbers
        html.note("Logarithms of odds over class 1, per unit of the column.");
    }

    private void writeNumbersOfClasses() {
        if (fitted.search().candidates().isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (FittedClasses.Candidate candidate : fitted.search().candidates()) {
            rows.add(List.of(
                    String.valueOf(candidate.classes()),
                    Numbers.fixed(candidate.logLikelihood(), 1),
                    Numbers.fixed(candidate.bic(), 1)));
        }
        html.element("h3", "How many classes?");
        Tables.write(html, "", List.of("classes", "log likelihood", "BIC"), rows, head -> true);
        html.note(
                "The number of classes with the lowest BIC, of 2 or more, was chosen. BIC adds the logarithm of the number of persons for each parameter.");
    }
}
