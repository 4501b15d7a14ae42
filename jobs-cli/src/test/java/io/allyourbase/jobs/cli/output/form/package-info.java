@NullMarked
package io.allyourbase.jobs.cli.output.form;

import org.jspecify.annotations.NullMarked;
