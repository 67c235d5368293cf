package io.dither.experiments.labelranking;

import io.dither.error.Arguments;
import io.dither.experiments.learn.Examples;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The features of a linear model: standardised raw features, clamped to a bound or not, alone or with their squares.
 *
 * @param hasSquares whether the squares of the standardised features follow as further features, also standardised
 * @param bound the limit to which standardised features are clamped, in standard deviations; 0 for none
 */
record FeatureMap(boolean hasSquares, double bound) {
    private static final Pattern FORM = Pattern.compile("(linear|squares)(?::(\\d+(?:\\.\\d+)?))?");

    /**
     * The map with the means and deviations of training examples.
     *
     * @param hasSquares whether the squares are features, too
     * @param features standardises the raw features
     * @param ofSquares standardises the squares of the standardised features; not used without squares
     */
    record Fitted(boolean hasSquares, Standardizer features, Standardizer ofSquares) {
        /** Maps examples of d raw features to examples of d features, or of 2 d features with squares. */
        Examples apply(Examples raw) {
            DMatrixRMaj standard = features.apply(raw.features());
            DMatrixRMaj mapped = hasSquares
                    ? CommonOps_DDRM.concatColumns(standard, ofSquares.apply(squared(standard)), null)
                    : standard;
            return new Examples(mapped, raw.targets());
        }
    }

    /** Reads the text form: {@code linear}, {@code linear:2} with a bound of 2, {@code squares}, {@code squares:2}. */
    static FeatureMap parse(String text) {
        Matcher form = FORM.matcher(text);
        Arguments.require(
                form.matches(),
                "map = '" + text + "' is not a map of features",
                "Maybe use linear, squares, or linear:2, which clamps features to 2 standard deviations");
        String bound = form.group(2);
        return new FeatureMap(form.group(1).equals("squares"), bound == null ? 0 : Double.parseDouble(bound));
    }

    /** Fits means and deviations to raw training examples. */
    Fitted fit(Examples train) {
        Standardizer plain = Standardizer.fit(train.features());
        Standardizer features = bound > 0 ? plain.clampedTo(bound) : plain;
        return new Fitted(hasSquares, features, Standardizer.fit(squared(features.apply(train.features()))));
    }

    private static DMatrixRMaj squared(DMatrixRMaj features) {
        return CommonOps_DDRM.elementMult(features, features, null);
    }

    /** Returns the text form. */
    @Override
    public String toString() {
        String boundText = BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
        return (hasSquares ? "squares" : "linear") + (bound > 0 ? ":" + boundText : "");
    }
}
