/** What commands print, and how: tables, CSV, JSON. */
@NullMarked
package io.allyourbase.jobs.cli.output;

import org.jspecify.annotations.NullMarked;
