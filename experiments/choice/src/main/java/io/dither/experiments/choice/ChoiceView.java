package io.dither.experiments.choice;

import static io.dither.learn.model.PlainText.format;
import static io.dither.learn.model.PlainText.number;

import io.dither.experiments.learning.ResultsView;
import io.dither.experiments.report.Tables;
import io.dither.experiments.run.TextTable;
import io.dither.experiments.text.Html;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Weight;
import io.dither.plugin.PluginSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tables of a choice model. */
public final class ChoiceView implements ResultsView {
    private static final String SIGN = "Coefficients are of utilities: more of what has a negative one is chosen less.";
    private static final int MOST_SHOWN = 20;

    @Override
    public boolean isOf(String reshape) {
        return PluginSpec.parse(reshape).id().equals(ChoiceForm.ID);
    }

    @Override
    public Section weights(Fitted fitted, Optional<Fitted> classical) {
        List<String> heads = new ArrayList<>(List.of("coefficient", "estimate", kind(fitted) + " error", "t", "p"));
        if (classical.isPresent()) {
            heads.addAll(List.of("classical error", "t (classical)"));
        }
        List<List<String>> rows = new ArrayList<>();
        Map<String, Object> errors = new LinkedHashMap<>();
        for (Weight weight : fitted.weights()) {
            List<String> row = new ArrayList<>(List.of(weight.name(), number(weight.estimate())));
            row.addAll(errors(weight));
            classical.map(other -> other.weight(weight.name())).ifPresent(other -> {
                row.addAll(errors(other).subList(0, 2));
                errors.put(other.name(), other.standardError());
            });
            rows.add(row);
        }
        TextTable table = new TextTable(heads.toArray(String[]::new));
        rows.forEach(row -> table.row(row.toArray()));
        String text = SIGN + "\n\n" + table + notes(fitted) + "\n" + summary(fitted);
        return new Section(
                text,
                errors.isEmpty() ? Map.of() : Map.of("classicalErrors", errors),
                html -> weights(html, heads, rows));
    }

    private static String kind(Fitted fitted) {
        return fitted.settings().errors() == FitSettings.Errors.MODEL
                ? "classical"
                : fitted.settings().errors().name().toLowerCase(Locale.ROOT);
    }

    private static List<String> errors(Weight weight) {
        double error = weight.standardError();
        return error > 0
                ? List.of(number(error), format("%.2f", weight.estimate() / error), probability(weight.pValue()))
                : List.of("-", "-", "-");
    }

    private static String probability(double p) {
        return Double.isNaN(p) ? "-" : p < 1e-4 ? "< 0.0001" : format("%.4f", p);
    }

    /** Why coefficients have no error. */
    private static String notes(Fitted fitted) {
        Map<String, List<String>> notes = new LinkedHashMap<>();
        fitted.weights().stream()
                .filter(weight ->
                        !(weight.standardError() > 0) && !weight.note().isEmpty())
                .forEach(weight -> notes.computeIfAbsent(weight.note(), any -> new ArrayList<>())
                        .add(weight.name()));
        StringBuilder text = new StringBuilder();
        notes.forEach((note, names) -> text.append(note + ": " + String.join(", ", names) + "\n"));
        return text.toString();
    }

    private static String summary(Fitted fitted) {
        return fitted.examples() + " choices, " + fitted.noise().text() + " noise, " + fitted.status()
                + (fitted.message().isEmpty() ? "" : ": " + fitted.message()) + "\n";
    }

    private static void weights(Html html, List<String> heads, List<List<String>> rows) {
        html.element("h2", "Utilities").element("p", SIGN);
        Tables.write(html, "", heads, rows, head -> !head.equals(heads.get(0)));
        html.note(
                "Robust errors are those of the sandwich, over persons if there are any; classical ones of the inverse Hessian.");
    }

    @Override
    public Section decisions(Judged judged) {
        Shares shares = Shares.of(judged);
        Map<String, Object> fields = new LinkedHashMap<>();
        List<Map<String, Object>> each = new ArrayList<>();
        for (int i = 0; i < shares.alternatives().size(); i++) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("alternative", shares.alternatives().get(i));
            one.put("available", shares.available()[i]);
            one.put("chosen", shares.chosen()[i]);
            one.put("observedShare", shares.chosen()[i] / shares.total());
            one.put("predictedShare", shares.predicted()[i] / shares.total());
            each.add(one);
        }
        fields.put("shares", each);
        fields.put("confusion", shares.confusion());
        return new Section(text(shares), fields, html -> write(html, shares));
    }

    @Override
    public Section comparison(String first, Judged left, String second, Judged right) {
        FitComparison comparison = new FitComparison(first, left, second, right);
        return new Section(comparison.text(), comparison.fields(), html -> {});
    }

    private static String text(Shares shares) {
        if (shares.alternatives().size() > MOST_SHOWN) {
            return "";
        }
        TextTable table = new TextTable(heads().toArray(String[]::new));
        shares(shares).forEach(row -> table.row(row.toArray()));
        TextTable confusion = new TextTable(confusionHeads(shares).toArray(String[]::new));
        confusion(shares).forEach(row -> confusion.row(row.toArray()));
        return "\n" + table + "\n" + confusion + "\n" + hits(shares) + "\n";
    }

    private static List<String> heads() {
        return List.of("alternative", "available", "chosen", "observed share", "predicted share");
    }

    private static List<List<String>> shares(Shares shares) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < shares.alternatives().size(); i++) {
            rows.add(List.of(
                    shares.alternatives().get(i),
                    count(shares.available()[i]),
                    count(shares.chosen()[i]),
                    format("%.4f", shares.chosen()[i] / shares.total()),
                    format("%.4f", shares.predicted()[i] / shares.total())));
        }
        return rows;
    }

    private static List<String> confusionHeads(Shares shares) {
        List<String> heads = new ArrayList<>(List.of("chosen \\ most probable"));
        heads.addAll(shares.alternatives());
        return heads;
    }

    private static List<List<String>> confusion(Shares shares) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < shares.alternatives().size(); i++) {
            List<String> row = new ArrayList<>(List.of(shares.alternatives().get(i)));
            for (double weight : shares.confusion()[i]) {
                row.add(count(weight));
            }
            rows.add(row);
        }
        return rows;
    }

    private static String hits(Shares shares) {
        return format(
                "the most probable alternative was chosen in %.1f %% of the choices, the most frequent one in %.1f %%",
                100 * shares.hits() / shares.total(), 100 * shares.largestShare());
    }

    private static String count(double weight) {
        return weight == Math.rint(weight) ? format("%.0f", weight) : format("%.2f", weight);
    }

    private static void write(Html html, Shares shares) {
        if (shares.alternatives().size() > MOST_SHOWN) {
            return;
        }
        html.element("h2", "Who chooses what?");
        Tables.write(html, "", heads(), shares(shares), head -> !head.equals("alternative"));
        List<String> heads = confusionHeads(shares);
        Tables.write(html, "", heads, confusion(shares), head -> !head.equals(heads.get(0)));
        html.note(Numbers.percent(shares.hits() / shares.total())
                + " of the choices were of the most probable alternative, "
                + Numbers.percent(shares.largestShare())
                + " of the most frequent one. Predicted shares are means of probabilities.");
    }
}
