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
 * Ratios of weights to the one that they are measured in, of one taste for all.
 *
 * @param ratios each with its interval, or a note
 */
record Pay(List<Weight> ratios) {
    /**
     * {@return the ratios of a fit}
     *
     * @param fitted the fit
     * @param unit the name of the weight that others are measured in; empty for no ratios
     */
    static Pay of(Fitted fitted, Optional<String> unit) {
        return new Pay(unit.map(name -> Ratio.all(fitted, name)).orElse(List.of()));
    }

    /** {@return what people read} */
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
        html.element("h2", "What is paid?");
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
                head -> !head.equals("ratio"));
        html.note("Ratios of weights, with the intervals of Fieller.");
    }

    private static String line(Weight ratio) {
        String interval = Double.isNaN(ratio.standardError())
                ? ratio.note()
                : PlainText.format("%.4g to %.4g", ratio.low(), ratio.high());
        return PlainText.format("%-26s %10.4g   %s\n", ratio.name(), ratio.estimate(), interval);
    }

    /**
     * Adds the ratios, if there are any, to what scripts read.
     *
     * @param fields what scripts read
     */
    void addTo(Map<String, Object> fields) {
        if (!ratios.isEmpty()) {
            fields.put("ratios", ratios);
        }
    }
}
