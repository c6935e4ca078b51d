package unrolled.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One part of an architecture as JSON: its kind, its sizes, its options and the parts inside it. */
final class Description {

    private final ObjectNode json;
    private final long largestSize;

    /** A new one, to be filled. */
    Description(String kind) {
        json = JsonNodeFactory.instance.objectNode().put("kind", kind);
        largestSize = Integer.MAX_VALUE;
    }

    /** One to read, in which no size is larger than {@code largestSize}. */
    Description(JsonNode json, long largestSize) {
        if (!(json instanceof ObjectNode object)) throw refusal("an object", json.toString());
        this.json = object;
        this.largestSize = largestSize;
    }

    ObjectNode json() {
        return json;
    }

    // ---- writing

    Description put(String key, int value) {
        json.put(key, value);
        return this;
    }

    Description put(String key, double value) {
        json.put(key, value);
        return this;
    }

    Description put(String key, boolean value) {
        json.put(key, value);
        return this;
    }

    Description put(String key, String value) {
        json.put(key, value);
        return this;
    }

    Description put(String key, Enum<?> value) {
        json.put(key, value.name().toLowerCase(Locale.ROOT));
        return this;
    }

    Description put(String key, Description part) {
        json.set(key, part.json);
        return this;
    }

    Description put(String key, List<Description> parts) {
        var array = json.putArray(key);
        parts.forEach(part -> array.add(part.json));
        return this;
    }

    Description putTexts(String key, List<String> texts) {
        var array = json.putArray(key);
        texts.forEach(array::add);
        return this;
    }

    // ---- reading

    boolean has(String key) {
        return json.has(key);
    }

    String kind() {
        return text("kind");
    }

    /** A size of a parameter, from 1 to that of the largest tensor. */
    int size(String key) {
        int size = integer(key);
        if (size < 1 || size > largestSize) {
            throw refusal("a size from 1 to " + largestSize + " for '" + key + "', the largest of the tensors",
                    "" + size);
        }
        return size;
    }

    int integer(String key) {
        var value = json.path(key);
        if (!value.isInt()) throw refusal("a whole number for '" + key + "'", said(value));
        return value.intValue();
    }

    double number(String key) {
        var value = json.path(key);
        if (!value.isNumber()) throw refusal("a number for '" + key + "'", said(value));
        return value.doubleValue();
    }

    boolean claim(String key) {
        var value = json.path(key);
        if (!value.isBoolean()) throw refusal("true or false for '" + key + "'", said(value));
        return value.booleanValue();
    }

    String text(String key) {
        return text(key, json.path(key));
    }

    <E extends Enum<E>> E choice(String key, Class<E> type) {
        var text = text(key);
        for (var constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) return constant;
        }
        var choices = Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT);
        throw refusal("one of " + choices + " for '" + key + "'", "'" + text + "'");
    }

    Description part(String key) {
        return new Description(json.path(key), largestSize);
    }

    List<Description> parts(String key) {
        var parts = new ArrayList<Description>();
        for (var part : list(key)) parts.add(new Description(part, largestSize));
        return parts;
    }

    List<String> texts(String key) {
        var texts = new ArrayList<String>();
        for (var text : list(key)) texts.add(text(key, text));
        return texts;
    }

    private JsonNode list(String key) {
        var list = json.path(key);
        if (!list.isArray()) throw refusal("a list for '" + key + "'", said(list));
        return list;
    }

    private String text(String key, JsonNode value) {
        if (!value.isTextual()) throw refusal("text for '" + key + "'", said(value));
        return value.textValue();
    }

    private static String said(JsonNode value) {
        return value.isMissingNode() ? "none" : value.toString();
    }

    private IllegalArgumentException refusal(String expected, String got) {
        return new IllegalArgumentException("Checkpoint expects " + expected + ", got " + got
                + (json == null ? "" : " (in " + json + ")"));
    }
}
