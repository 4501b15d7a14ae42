@NullMarked
package io.allyourbase.jobs.cli.demo;

import org.jspecify.annotations.NullMarked;
