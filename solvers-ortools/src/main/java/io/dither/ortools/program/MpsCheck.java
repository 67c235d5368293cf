package io.dither.ortools.program;

import io.dither.plugin.Lines;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks an MPS file for faults that OR-Tools' reader refuses without a line number or accepts silently: truncated
 * files, wrong senses, names that ROWS or COLUMNS do not declare, and malformed numbers.
 */
final class MpsCheck {
    private static final Set<String> SECTIONS =
            Set.of("NAME", "OBJSENSE", "ROWS", "COLUMNS", "RHS", "RANGES", "BOUNDS", "ENDATA");
    /** The types of bounds that need no number. */
    private static final Set<String> VALUELESS = Set.of("FR", "MI", "PL", "BV");

    private final Lines lines;
    private final Set<String> rows = new HashSet<>();
    private final Set<String> columns = new HashSet<>();
    private String section = "";

    private MpsCheck(Lines lines) {
        this.lines = lines;
    }

    /** Checks the lines, and returns those that are not comments, unchanged. */
    static List<String> checkedLines(Lines lines) {
        MpsCheck check = new MpsCheck(lines);
        List<String> checked = new ArrayList<>();
        lines.forEach(line -> {
            if (!line.startsWith("*")) {
                checked.add(line);
                check.checkLine(line);
            }
        });
        check.require(check.section.equals("ENDATA"), "the file ends without ENDATA");
        return checked;
    }

    private void checkLine(String line) {
        if (section.equals("ENDATA")) { // the program is complete, and later lines are not a part of it
            return;
        }
        // Lines leaves out blank lines, so there is a first character and a field
        String[] fields = line.trim().split("\\s+");
        if (!Character.isWhitespace(line.charAt(0))) {
            section = fields[0];
            require(SECTIONS.contains(section), "'" + section + "' is not a section of a linear program in MPS format");
            if (section.equals("OBJSENSE") && fields.length > 1) {
                checkSense(line.substring(section.length()).trim());
            }
            return;
        }
        switch (section) {
            case "ROWS" -> checkRow(fields);
            case "COLUMNS" -> checkColumn(fields);
            case "RHS", "RANGES" -> {
                require(fields.length % 2 == 1, "a line needs the name of its set, then rows with numbers");
                checkPairs(fields);
            }
            case "BOUNDS" -> checkBound(fields);
            case "OBJSENSE" -> checkSense(line.trim());
            default -> throw lines.malformed("there is data outside the sections");
        }
    }

    private void checkSense(String text) {
        require(text.matches("M(AX|IN)(IMI[SZ]E)?"), "'" + text + "' is not a sense: MAX or MIN");
    }

    private void checkRow(String[] fields) {
        require(fields.length == 2, "a row needs a type and a name");
        require(fields[0].matches("[NLGE]"), "'" + fields[0] + "' is not a type of row: N, L, G or E");
        require(rows.add(fields[1]), "row '" + fields[1] + "' is declared twice");
    }

    private void checkColumn(String[] fields) {
        if (fields.length == 3 && fields[1].equals("'MARKER'")) { // begins or ends integer columns
            return;
        }
        columns.add(fields[0]);
        require(fields.length > 1, "a column needs a row and a number");
        checkPairs(fields);
    }

    /** Checks the pairs of a row and a number that follow the first field. */
    private void checkPairs(String[] fields) {
        for (int k = 1; k < fields.length; k += 2) {
            require(rows.contains(fields[k]), "row '" + fields[k] + "' is not declared in ROWS");
            require(k + 1 < fields.length, "row '" + fields[k] + "' has no number");
            checkNumber(fields[k + 1]);
        }
    }

    private void checkBound(String[] fields) {
        require(fields.length > 2, "a bound needs a type, the name of its set, a column and, for most types, a number");
        require(columns.contains(fields[2]), "column '" + fields[2] + "' is not declared in COLUMNS");
        if (!VALUELESS.contains(fields[0])) {
            require(fields.length > 3, "a bound of the type " + fields[0] + " needs a number");
            checkNumber(fields[3]);
        }
    }

    private void checkNumber(String field) {
        try {
            require(!Double.isNaN(Double.parseDouble(field)), "'" + field + "' is not a number");
        } catch (NumberFormatException notNumber) {
            // parseDouble refuses these forms of infinity, but OR-Tools reads them
            require(field.matches("(?i)[+-]?inf(inity)?"), "'" + field + "' is not a number");
        }
    }

    private void require(boolean condition, String problem) {
        if (!condition) {
            throw lines.malformed(problem);
        }
    }
}
