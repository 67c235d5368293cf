package io.dither.experiments.histories;

import io.dither.experiments.report.Tables;
import io.dither.experiments.text.Html;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.PlainText;
import io.dither.learn.model.Ratio;
import io.dither.learn.model.Weight;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the ratios of weights to the weight of {@code --pay-in}, such as the willingness to pay, for models with the same weights for all persons.
 *
 * @param ratios the ratios, each with its interval or the reason why it has none
 */
record WeightRatios(List<Weight> ratios) {
    /**
     * {@return the ratios of a fit}
     *
     * @param fitted the fit
     * @param weightName the name of the weight by which the other weights are divided; empty for no ratios
     */
    static WeightRatios of(Fitted fitted, Optional<String> weightName) {
        return new WeightRatios(weightName.map(name -> Ratio.all(fitted, name)).orElse(List.of()));
    }

    /** {@return the lines for the console} */
    String text() {
        if (ratios.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\nratios of weights, with 95 % intervals by Fieller:\n");
        ratios.forEach(ratio -> text.append(line(ratio)));
        return text.toString();
    }

    /**
     * Writes a section of a page, if there are ratios.
     *
     * @param html the page
     */
    void write(Html html) {
        if (ratios.isEmpty()) {
            return;
        }
        html.element("h2", "Willingness to pay");
        Tables.write(
                html,
                "",
                List.of("ratio", "value", "95 % interval"),
                ratios.stream()
                        .map(ratio -> List.of(
                                ratio.name(),
                                Numbers.text(ratio.estimate(), ratio.standardError()),
                                Double.isNaN(ratio.standardError())
                                        ? ratio.note()
                                        : Numbers.interval(ratio.low(), ratio.high(), ratio.standardError())))
                        .toList(),
                head -> !head.equals("ratio")); // the other columns are aligned as numbers
        html.note("Ratios of weights, with the intervals of Fieller.");
    }

    private static String line(Weight ratio) {
        String interval = Double.isNaN(ratio.standardError())
                ? ratio.note()
                : PlainText.format("%.4g to %.4g", ratio.low(), ratio.high());
        return PlainText.format("%-26s %10.4g   %s\n", ratio.name(), ratio.estimate(), interval);
    }

    /**
     * Adds the ratios, if there are any, to the JSON output.
     *
     * @param fields the JSON fields
     */
    void addTo(Map<String, Object> fields) {
        if (!ratios.isEmpty()) {
            fields.put("ratios", ratios);
        }
    }
}
