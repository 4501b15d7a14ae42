/** How rows and objects are laid out: as tables, lists of fields, CSV and JSON. */
@NullMarked
package io.allyourbase.jobs.cli.output.form;

import org.jspecify.annotations.NullMarked;
