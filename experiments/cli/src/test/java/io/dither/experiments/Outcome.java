package io.dither.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.Module;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What the command line, run in this process, printed and returned. */
public record Outcome(int code, String out, String err) {
    public static Outcome of(String... args) {
        return of(List.of(args));
    }

    /** With what an application binds besides. */
    public static Outcome of(List<String> args, Module... modules) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Dither.run(args, new PrintWriter(out), new PrintWriter(err), modules);
        return new Outcome(code, out.toString(), err.toString());
    }

    public JsonNode json() throws JsonProcessingException {
        if (code != 0) {
            throw new AssertionError(toString());
        }
        return new ObjectMapper().readTree(out);
    }
}
