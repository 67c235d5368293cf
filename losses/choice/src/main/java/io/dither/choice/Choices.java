package io.dither.choice;

import io.dither.choice.Utility.Coefficient;
import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.History;
import io.dither.data.Reshaper;
import io.dither.data.Row;
import io.dither.data.formula.Cells;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.plugin.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a line per choice and available alternative, with a column for each coefficient of the utilities. It reads rows with one choice each
 * (wide), or rows with one alternative of a choice each (long). It is the reshaper {@code choices}, whose parameters are texts. Immutable.
 */
public final class Choices implements Reshaper {
    /** The id of the reshaper. */
    public static final String ID = "choices";
    /** The parameter of the alternatives: their names, perhaps with codes, such as {@code 1=TRAIN,2=CAR}. */
    public static final String ALTERNATIVES = "alternatives";

    /** The number of columns before the columns of the coefficients: the choice, the alternative, and whether it was chosen. */
    private static final int FIRST_COEFFICIENT = 3;

    private final ChoiceForm form;
    private final Utility utility;

    private Choices(ChoiceForm form) {
        this.form = form;
        boolean isWide = form.alternative().isEmpty();
        utility = Utility.parse(form.utility(), form.alternatives(), isWide);
    }

    /** {@return the parameters of the reshaper} */
    public static List<Parameter> parameters() {
        return ChoiceForm.PARAMETERS;
    }

    /**
     * {@return the reshaper with these parameters}
     *
     * @param arguments the texts of the parameters by name; missing parameters have their defaults
     * @throws io.dither.error.InvalidArgumentException if a text is wrong; the message names the wrong part
     */
    public static Choices of(Map<String, String> arguments) {
        return new Choices(ChoiceForm.of(arguments));
    }

    /**
     * {@return the reshaper of this text}
     *
     * @param reshape the text of a reshaper in a saved model
     * @throws io.dither.error.InvalidArgumentException if the text is of another reshaper
     */
    public static Choices parse(String reshape) {
        return new Choices(ChoiceForm.parse(reshape));
    }

    /**
     * {@return a copy of this reshaper that also changes columns of the rows}
     *
     * @param changes the changes, such as {@code CAR_CO*1.2} or {@code CAR_AV=0}
     * @throws io.dither.error.InvalidArgumentException if a change has the wrong form, or changes a column that no utility, availability or definition reads
     */
    public Choices changed(List<String> changes) {
        Choices changed = new Choices(form.changed(changes));
        Set<String> columnsRead = changed.columnsRead();
        // the changes are the last definitions
        for (ChoiceForm.Definition change : changed.form.definitions().stream()
                .skip(form.definitions().size())
                .toList()) {
            Arguments.require(
                    columnsRead.contains(change.name()),
                    "--set changes '" + change.name() + "', which the model does not read",
                    "Maybe the name is misspelt: it reads " + String.join(", ", columnsRead));
        }
        return changed;
    }

    /** {@return the text of the reshaper, without parameters that have their defaults} */
    public String text() {
        return form.text();
    }

    /** {@return the features of the model, as terms of a formula over the columns of the lines} */
    public List<String> features() {
        return utility.features();
    }

    /** {@return the column of the lines that names choices} */
    public String exampleColumn() {
        return form.exampleColumn();
    }

    /** {@return the column of the lines that names alternatives} */
    public String alternativeColumn() {
        return form.alternativeColumn();
    }

    /**
     * {@return the name of the choice of a row}
     *
     * @param row the row
     */
    public String id(Row row) {
        return form.id(row);
    }

    /**
     * {@return the cells of a row, with the columns that are computed from other columns}
     *
     * @param row the row
     */
    public Cells cells(Row row) {
        return form.withDefinitions(row);
    }

    /**
     * {@return each name of an alternative once: the names of the parameter {@code alternatives} in their order, then other names in alphabetical order}
     *
     * @param names lists of names; a name may be in several lists
     */
    public List<String> inOrder(Stream<List<String>> names) {
        return form.inOrder(names);
    }

    @Override
    public Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>(List.of(form.choice(), form.example(), form.alternative()));
        columns.remove("");
        Set<String> columnsRead = columnsRead();
        form.only().ifPresent(only -> columnsRead.addAll(only.columns()));
        // from the last definition to the first: a defined column must be in the rows only if its first definition, or
        // an earlier definition, reads it
        for (int i = form.definitions().size() - 1; i >= 0; i--) {
            columnsRead.remove(form.definitions().get(i).name());
            columnsRead.addAll(form.definitions().get(i).value().columns());
        }
        columns.addAll(columnsRead);
        return columns;
    }

    /**
     * Returns the columns that utilities, availability and definitions read. A definition that changes a column, such as COST = COST * 1.2, does not count as
     * reading it.
     */
    private Set<String> columnsRead() {
        Set<String> columns = utility.columns();
        form.available().values().forEach(available -> columns.addAll(available.columns()));
        form.definitions()
                .forEach(definition -> definition.value().columns().stream()
                        .filter(column -> !column.equals(definition.name()))
                        .forEach(columns::add));
        return columns;
    }

    @Override
    public List<String> lineColumns() {
        List<String> columns = new ArrayList<>(List.of(form.exampleColumn(), form.alternativeColumn(), form.choice()));
        utility.coefficients().forEach(coefficient -> columns.add(coefficient.name()));
        return columns;
    }

    @Override
    public History reshape(History rows, Collection<String> otherColumns, Purpose purpose) {
        List<String> copiedColumns = otherColumns.stream()
                .filter(column -> rows.columns().contains(column) || form.defines(column))
                .toList();
        List<String> columns = new ArrayList<>(lineColumns());
        columns.addAll(copiedColumns);
        requireColumns(rows, purpose);
        // cases to decide may lack the columns of the condition: then every row is a choice
        boolean isFiltered = form.only()
                .filter(only -> only.columns().stream()
                        .allMatch(column -> rows.columns().contains(column) || form.defines(column)))
                .isPresent();
        return new Lines(this, rows, columns, copiedColumns, isFiltered, purpose);
    }

    private void requireColumns(History rows, Purpose purpose) {
        Set<String> readable = new HashSet<>(rows.columns());
        require(rows, readable, form.example(), "--example");
        require(rows, readable, form.alternative(), "--alternative");
        form.definitions().forEach(definition -> {
            require(rows, readable, definition.value(), "'" + definition.name() + " = ...' of --define or --set");
            readable.add(definition.name());
        });
        if (purpose == Purpose.LEARN || purpose == Purpose.EVALUATE) {
            form.only().ifPresent(only -> require(rows, readable, only, "--only"));
            require(rows, readable, form.choice(), "--choice");
        }
        form.available()
                .forEach((alternative, available) ->
                        require(rows, readable, available, "--available" + suffix(alternative)));
        for (Coefficient coefficient : utility.coefficients()) {
            coefficient
                    .factors()
                    .forEach((alternative, factor) -> require(
                            rows, readable, factor, "'" + coefficient.text() + "' of --utility" + suffix(alternative)));
        }
    }

    private static String suffix(String alternative) {
        return alternative.isEmpty() ? "" : " for alternative '" + alternative + "'";
    }

    private static void require(History rows, Set<String> readable, Expression expression, String reader) {
        expression.columns().forEach(column -> require(rows, readable, column, reader));
    }

    private static void require(History rows, Set<String> readable, String column, String reader) {
        if (!column.isEmpty() && !readable.contains(column)) {
            throw new DataException(
                    rows.source(),
                    0,
                    "has no column '" + column + "', which " + reader + " reads, but "
                            + String.join(", ", rows.columns())
                            + ". Maybe the name is misspelt, or it is a text and needs 'quotation marks'. To give each alternative its own utility, write 'TRAIN: ...; CAR: ...'");
        }
    }

    /**
     * The lines that are made of rows.
     *
     * @param choices makes the lines
     * @param rows the rows
     * @param columns the columns of the lines
     * @param copiedColumns the columns that are copied from the rows
     * @param isFiltered whether rows may be left out
     * @param purpose what the lines are read for
     */
    private record Lines(
            Choices choices,
            History rows,
            List<String> columns,
            List<String> copiedColumns,
            boolean isFiltered,
            Purpose purpose)
            implements History {
        @Override
        public String source() {
            return rows.source();
        }

        @Override
        public void forEach(Consumer<? super Row> action) {
            Map<String, Integer> timesChosen = new HashMap<>();
            History.derived(rows, columns, (row, receiver) -> choices.emit(row, this, timesChosen, receiver))
                    .forEach(action);
            if (purpose == Purpose.LEARN) {
                choices.requireChosen(rows, timesChosen);
            }
        }

        /** Returns whether the decision of a row is read. */
        boolean readsChoice(Row row) {
            String column = choices.form.choice();
            return purpose != Purpose.DECIDE
                    && (purpose != Purpose.EXPLAIN || (rows.columns().contains(column) && !row.isMissing(column)));
        }
    }

    /** Passes the lines of a row to a receiver, and counts the chosen alternative in {@code timesChosen}. */
    private void emit(Row row, Lines lines, Map<String, Integer> timesChosen, Consumer<@Nullable Object[]> receiver) {
        Cells cells = form.withDefinitions(row);
        if (lines.isFiltered() && form.only().orElseThrow().of(cells) == 0) {
            return;
        }
        if (!form.alternative().isEmpty()) {
            emitAlternative(row, cells, lines, timesChosen, receiver);
            return;
        }
        String id = form.id(row);
        Optional<String> decision = lines.readsChoice(row) ? Optional.of(form.chosen(row)) : Optional.empty();
        int availableCount = 0;
        for (String alternative : form.alternatives()) {
            boolean isChosen = decision.filter(alternative::equals).isPresent();
            if (isAvailable(row, cells, alternative, isChosen)) {
                availableCount++;
                Double choice = decision.map(name -> isChosen ? 1.0 : 0.0).orElse(null);
                receiver.accept(line(row, cells, lines, id, alternative, choice));
            }
        }
        if (availableCount == 0) {
            throw row.problem("no alternative is available. Maybe --available or --set says so by mistake");
        }
        decision.ifPresent(name -> timesChosen.merge(name, 1, Integer::sum));
    }

    private void emitAlternative(
            Row row,
            Cells cells,
            Lines lines,
            Map<String, Integer> timesChosen,
            Consumer<@Nullable Object[]> receiver) {
        String alternative = row.text(form.alternative());
        if (!form.alternatives().isEmpty() && !form.alternatives().contains(alternative)) {
            throw row.problem("column '" + form.alternative() + "' holds '" + alternative
                    + "', which is none of the alternatives " + String.join(", ", form.alternatives())
                    + ". Maybe a typing error");
        }
        Double choice = lines.readsChoice(row) ? row.number(form.choice()) : null;
        boolean isChosen = choice != null && choice == 1;
        if (isAvailable(row, cells, alternative, isChosen)) {
            receiver.accept(line(row, cells, lines, row.text(form.example()), alternative, choice));
        }
        if (isChosen) {
            timesChosen.merge(alternative, 1, Integer::sum);
        }
    }

    private boolean isAvailable(Row row, Cells cells, String alternative, boolean isChosen) {
        Expression ownCondition = form.available().get(alternative);
        Expression condition = ownCondition == null ? form.available().get("") : ownCondition;
        boolean isAvailable = condition == null || condition.of(cells) != 0;
        if (isChosen && !isAvailable) {
            throw row.problem(
                    "alternative '" + alternative
                            + "' was chosen, but is not available by --available. Maybe the code is wrong; --only can leave such rows out");
        }
        return isAvailable;
    }

    /** Returns a line; {@code choice} is 1 if the alternative was chosen, 0 if another was, null if the choice is unknown. */
    private @Nullable Object[] line(
            Row row, Cells cells, Lines lines, String id, String alternative, @Nullable Double choice) {
        @Nullable Object[] line = new @Nullable Object[lines.columns().size()];
        line[0] = id;
        line[1] = alternative;
        line[2] = choice;
        int at = FIRST_COEFFICIENT;
        for (Coefficient coefficient : utility.coefficients()) {
            Optional<Expression> factor = coefficient.factor(alternative);
            line[at++] = factor.isPresent() ? factor.get().of(cells) : 0.0;
        }
        for (String column : lines.copiedColumns()) {
            line[at++] = form.defines(column) ? cells.number(column) : row.value(column);
        }
        return line;
    }

    /** Refuses an alternative that has its own coefficient but was never chosen: the estimate would be infinite. */
    private void requireChosen(History rows, Map<String, Integer> timesChosen) {
        Map<String, String> ownCoefficients = new LinkedHashMap<>();
        for (Coefficient coefficient : utility.coefficients()) {
            if (coefficient.isOfOneAlternative()) {
                String alternative = coefficient.factors().keySet().iterator().next();
                ownCoefficients.putIfAbsent(alternative, coefficient.name());
            }
        }
        ownCoefficients.forEach((alternative, coefficient) -> {
            // without any chosen alternative, the rows themselves are at fault, not this alternative
            if (!timesChosen.isEmpty() && !timesChosen.containsKey(alternative)) {
                throw new DataException(
                        rows.source(),
                        0,
                        "alternative '" + alternative + "' is chosen in no row, and '" + coefficient
                                + "' has no finite estimate. Maybe it has another code, or should be left out of --alternatives");
            }
        });
    }
}
