package io.allyourbase.jobs.cli.output.form;

import java.util.List;

/**
 * How objects of one kind are shown.
 *
 * @param columns of the table
 * @param fields of the CSV, by their names on the wire
 * @param whenEmpty the line in place of a table without rows
 */
public record Layout(List<Column> columns, List<String> fields, String whenEmpty) {}
