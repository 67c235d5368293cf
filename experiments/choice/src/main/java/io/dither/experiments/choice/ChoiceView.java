package io.dither.experiments.choice;

import static io.dither.learn.model.PlainText.format;
import static io.dither.learn.model.PlainText.number;
import static io.dither.learn.model.PlainText.p;

import io.dither.choice.Choices;
import io.dither.experiments.learning.ResultsView;
import io.dither.experiments.report.Tables;
import io.dither.experiments.run.TextTable;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import io.dither.plugin.PluginSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The tables of a choice model. */
public final class ChoiceView implements ResultsView {
    private static final String SIGN =
            "Coefficients are of utilities: an alternative is chosen less often if a column with a negative coefficient grows.";

    /** The end of the names of weights mu - 1, where mu is the scale of a nest. */
    private static final String LESS_ONE = " - 1";

    private static boolean isScale(Weight weight) {
        return weight.name().startsWith("mu[") && weight.name().endsWith(LESS_ONE);
    }

    @Override
    public boolean isOf(String reshape) {
        return PluginSpec.parse(reshape).id().equals(Choices.ID);
    }

    @Override
    public Section weights(Fitted fitted, Optional<Fitted> classical) {
        String errorKind = fitted.settings().errors().name().toLowerCase(Locale.ROOT);
        List<String> heads = new ArrayList<>(List.of("coefficient", "estimate", errorKind + " error", "t", "p"));
        classical.ifPresent(fit -> heads.addAll(List.of("classical error", "t (classical)")));
        // the classical standard error of each coefficient; empty if there are none
        Map<String, Object> errors = new LinkedHashMap<>();
        TextTable table = new TextTable(heads.toArray(String[]::new));
        for (Weight weight : fitted.weights()) {
            double estimate = weight.estimate() + (isScale(weight) ? 1 : 0); // mu itself is shown
            List<String> row = new ArrayList<>(List.of(
                    isScale(weight) ? weight.name().replace(LESS_ONE, "") : weight.name(),
                    weight.status() == WeightStatus.NOT_IDENTIFIED ? "-" : number(estimate)));
            row.addAll(errorTAndP(weight));
            classical.map(fit -> fit.weight(weight.name())).ifPresent(classicalWeight -> {
                row.addAll(errorTAndP(classicalWeight).subList(0, 2)); // without p
                errors.put(classicalWeight.name(), classicalWeight.standardError());
            });
            table.row(row.toArray());
        }
        String signNote = SIGN
                + (fitted.weights().stream().anyMatch(ChoiceView::isScale)
                        ? " t and p of mu are against 1, the logit."
                        : "");
        String text = signNote + "\n\n" + table + notes(fitted) + "\n" + fitted.examples() + " choices, "
                + fitted.noise().text() + " noise, " + fitted.status()
                + (fitted.message().isEmpty() ? "" : ": " + fitted.message()) + "\n";
        return new Section(text, errors.isEmpty() ? Map.of() : Map.of("classicalErrors", errors), html -> {
            html.element("h2", "Utilities").element("p", signNote);
            Tables.write(html, table);
            html.note(
                    "Robust errors also hold if the noise has another distribution, and are clustered by person if there are persons; classical errors come from the inverse Hessian.");
        });
    }

    /** Returns the standard error of a coefficient, its t and its p. */
    private static List<String> errorTAndP(Weight weight) {
        double error = weight.standardError();
        return error > 0
                ? List.of(number(error), format("%.2f", weight.estimate() / error), probability(weight.pValue()))
                : List.of("-", "-", "-");
    }

    private static String probability(double pValue) {
        return Double.isNaN(pValue) ? "-" : p(pValue).replaceFirst("^= ", "");
    }

    /** Returns a line per reason why coefficients have no standard error. */
    private static String notes(Fitted fitted) {
        Map<String, List<String>> notes = new LinkedHashMap<>();
        fitted.weights().stream()
                .filter(weight ->
                        !(weight.standardError() > 0) && !weight.note().isEmpty())
                .forEach(weight -> notes.computeIfAbsent(weight.note(), note -> new ArrayList<>())
                        .add(weight.name()));
        StringBuilder text = new StringBuilder();
        notes.forEach((note, names) -> text.append(note + ": " + String.join(", ", names) + "\n"));
        return text.toString();
    }

    @Override
    public Section decisions(ModelOnDecisions model) {
        Shares shares = Shares.of(model);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("shares", shares.all());
        fields.put("confusion", shares.confusion());
        String hits = format(
                "the most probable alternative was chosen in %.1f %% of the choices, the most frequent one in %.1f %%",
                100 * shares.hitRate(), 100 * shares.observedShareOfMostFrequent());
        if (shares.confusion().length == 0) { // too many alternatives for tables
            return new Section("\n" + hits + "\n", fields, html -> html.note(hits + "."));
        }
        TextTable counts = counts(shares);
        TextTable confusion = confusion(shares);
        return new Section("\n" + counts + "\n" + confusion + "\n" + hits + "\n", fields, html -> {
            html.element("h2", "Who chooses what?");
            Tables.write(html, counts);
            Tables.write(html, confusion);
            html.note("Predicted shares are means of probabilities; " + hits + ".");
        });
    }

    private static TextTable counts(Shares shares) {
        TextTable table = new TextTable("alternative", "available", "chosen", "observed share", "predicted share");
        shares.all()
                .forEach(share -> table.row(
                        share.alternative(),
                        count(share.available()),
                        count(share.chosen()),
                        format("%.4f", share.observedShare()),
                        format("%.4f", share.predictedShare())));
        return table;
    }

    private static TextTable confusion(Shares shares) {
        List<String> alternatives =
                shares.all().stream().map(Shares.Share::alternative).toList();
        TextTable table = new TextTable(Stream.concat(Stream.of("chosen \\ most probable"), alternatives.stream())
                .toArray(String[]::new));
        for (int i = 0; i < alternatives.size(); i++) {
            Stream<String> counts = DoubleStream.of(shares.confusion()[i]).mapToObj(ChoiceView::count);
            table.row(Stream.concat(Stream.of(alternatives.get(i)), counts).toArray());
        }
        return table;
    }

    /** Formats the total weight of choices, which is their number if each choice has the weight 1. */
    private static String count(double total) {
        return format(total == Math.rint(total) ? "%.0f" : "%.2f", total);
    }
}
