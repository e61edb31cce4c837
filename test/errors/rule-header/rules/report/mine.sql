select account from report.totals
