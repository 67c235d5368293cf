package io.dither.choice;

import io.dither.data.formula.Cells;
import java.util.Set;

/**
 * A number computed from the columns of a row, such as {@code TRAIN_TT / 100}, {@code CO * (GA == 0)} or {@code PURPOSE in (1, 3) and CHOICE != 0};
 * conditions are 1 if they hold, and otherwise 0. In the name of a column, {@code {alt}} stands for the name of an alternative. Immutable.
 *
 * <pre>
 * expression  = conjunction { "or" conjunction }
 * conjunction = negation { "and" negation }
 * negation    = [ "not" ] comparison
 * comparison  = sum { ("==" | "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=") sum | "in" ( "(" list ")" | list ) }
 * list        = sum { "," sum }
 * sum         = product { ("+"|"-") product }
 * product     = sign { ("*"|"/") sign }
 * sign        = [ "-" ] atom
 * atom        = number | 'text' | column | `column` | function "(" expression { "," expression } ")" | "(" expression ")"
 * </pre>
 *
 * <p>A text can only be compared with a column, by {@code ==}, {@code =}, {@code !=} or {@code in}; another use of a text is an error when a row is evaluated.
 */
interface Expression {
    /**
     * {@return the number that the expression has in a row}
     *
     * @param row the row
     * @throws io.dither.error.DataException if a column is missing or is not a number, if a text is not compared with a column, or if the value is not finite
     */
    double of(Cells row);

    /** {@return the columns that the expression reads} */
    Set<String> columns();

    /**
     * Reads an expression.
     *
     * @param text the expression
     * @param alternative the name that takes the place of {@code {alt}} in names of columns
     * @return the expression
     * @throws io.dither.error.InvalidArgumentException if the text is not an expression; the message names the place of the fault
     */
    static Expression parse(String text, String alternative) {
        return new ExpressionParser(text, alternative).parse();
    }
}
