package io.dither.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What the command line, run in this process, printed and returned. */
record Outcome(int code, String out, String err) {
    static Outcome of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Dither.run(List.of(args), new PrintWriter(out), new PrintWriter(err));
        return new Outcome(code, out.toString(), err.toString());
    }

    JsonNode json() throws JsonProcessingException {
        if (code != 0) {
            throw new AssertionError(toString());
        }
        return new ObjectMapper().readTree(out);
    }
}
