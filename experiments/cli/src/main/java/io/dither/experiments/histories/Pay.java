package io.dither.experiments.histories;

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
