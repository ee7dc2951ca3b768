"""Names people add after a town: countries, states, nations and counties.

GeoNames' dump gives each town a country and a region's code but no region's name, so the
names of the regions in which one town's name often stands several times are kept here.
"""

from collections.abc import Mapping

from app.places.names import name_key

# country -> code in GeoNames -> the name shown, then other names it goes by.
REGIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "GB": {
        "ENG": ("England",),
        "SCT": ("Scotland", "Alba"),
        "WLS": ("Wales", "Cymru"),
        "NIR": ("Northern Ireland", "NI"),
    },
    "IE": {"C": ("Connacht",), "L": ("Leinster",), "M": ("Munster",), "U": ("Ulster",)},
    "CA": {
        "01": ("Alberta", "AB"),
        "02": ("British Columbia", "BC"),
        "03": ("Manitoba", "MB"),
        "04": ("New Brunswick", "NB"),
        "05": ("Newfoundland and Labrador", "NL", "Newfoundland"),
        "07": ("Nova Scotia", "NS"),
        "08": ("Ontario", "ON"),
        "09": ("Prince Edward Island", "PE", "PEI"),
        "10": ("Quebec", "QC"),
        "11": ("Saskatchewan", "SK"),
        "12": ("Yukon", "YT"),
        "13": ("Northwest Territories", "NT"),
        "14": ("Nunavut", "NU"),
    },
    "AU": {
        "01": ("Australian Capital Territory", "ACT"),
        "02": ("New South Wales", "NSW"),
        "03": ("Northern Territory", "NT"),
        "04": ("Queensland", "QLD"),
        "05": ("South Australia", "SA"),
        "06": ("Tasmania", "TAS"),
        "07": ("Victoria", "VIC"),
        "08": ("Western Australia", "WA"),
    },
    "DE": {
        "01": ("Baden-Württemberg",),
        "02": ("Bavaria", "Bayern"),
        "03": ("Bremen",),
        "04": ("Hamburg",),
        "05": ("Hesse", "Hessen"),
        "06": ("Lower Saxony", "Niedersachsen"),
        "07": ("North Rhine-Westphalia", "Nordrhein-Westfalen", "NRW"),
        "08": ("Rhineland-Palatinate", "Rheinland-Pfalz"),
        "09": ("Saarland",),
        "10": ("Schleswig-Holstein",),
        "11": ("Brandenburg",),
        "12": ("Mecklenburg-Vorpommern",),
        "13": ("Saxony", "Sachsen"),
        "14": ("Saxony-Anhalt", "Sachsen-Anhalt"),
        "15": ("Thuringia", "Thüringen"),
        "16": ("Berlin",),
    },
}

# Other names of countries, as their people or their neighbours write them.
COUNTRY_NAMES: dict[str, str] = {
    "AT": "Österreich",
    "BE": "België, Belgique, Belgien",
    "BR": "Brasil",
    "CH": "Schweiz, Suisse, Svizzera",
    "CI": "Côte d'Ivoire",
    "CN": "中国, PRC",
    "CZ": "Czech Republic, Česko",
    "DE": "Deutschland",
    "DK": "Danmark",
    "ES": "España",
    "FI": "Suomi",
    "FR": "République française",
    "GB": "UK, U.K., Great Britain, Britain",
    "GR": "Ελλάδα, Hellas",
    "HR": "Hrvatska",
    "HU": "Magyarország",
    "IE": "Éire, Republic of Ireland",
    "IN": "Bharat, भारत",
    "IS": "Ísland",
    "IT": "Italia",
    "JP": "日本, Nippon",
    "KR": "대한민국, Korea, Republic of Korea",
    "MM": "Burma",
    "MX": "México",
    "NL": "Netherlands, Nederland, Holland",
    "NO": "Norge",
    "NZ": "Aotearoa",
    "PL": "Polska",
    "RO": "România",
    "RU": "Россия, Russian Federation",
    "SE": "Sverige",
    "TR": "Türkiye",
    "UA": "Україна",
    "US": "USA, U.S., U.S.A., America, United States of America",
}

# Counties after which people in the United Kingdom and Ireland tell towns apart.
COUNTIES: dict[tuple[str, str], str] = {
    ("GB", "ENG"): (
        "Bedfordshire, Berkshire, Buckinghamshire, Cambridgeshire, Cheshire, Cornwall, Cumbria, "
        "Derbyshire, Devon, Dorset, County Durham, Co Durham, East Sussex, West Sussex, Sussex, "
        "Essex, Gloucestershire, Greater London, Greater Manchester, Hampshire, Hants, "
        "Herefordshire, Hertfordshire, Herts, Huntingdonshire, Isle of Wight, Kent, Lancashire, "
        "Lancs, Leicestershire, Lincolnshire, Lincs, Merseyside, Middlesex, Norfolk, "
        "Northamptonshire, Northants, Northumberland, Nottinghamshire, Notts, Oxfordshire, Oxon, "
        "Rutland, Shropshire, Somerset, South Yorkshire, West Yorkshire, North Yorkshire, "
        "East Yorkshire, East Riding of Yorkshire, Yorkshire, Staffordshire, Suffolk, Surrey, "
        "Tyne and Wear, Warwickshire, West Midlands, Westmorland, Wiltshire, Worcestershire"
    ),
    ("GB", "SCT"): (
        "Aberdeenshire, Angus, Argyll, Ayrshire, Borders, Clackmannanshire, Dumfries and Galloway, "
        "Fife, Highland, Lanarkshire, Lothian, Midlothian, Moray, Orkney, Perthshire, "
        "Renfrewshire, Shetland, Stirlingshire"
    ),
    ("GB", "WLS"): (
        "Anglesey, Carmarthenshire, Ceredigion, Clwyd, Conwy, Denbighshire, Dyfed, Flintshire, "
        "Glamorgan, Gwent, Gwynedd, Monmouthshire, Pembrokeshire, Powys"
    ),
    ("GB", "NIR"): (
        "County Antrim, County Armagh, County Down, County Fermanagh, County Londonderry, "
        "County Tyrone"
    ),
    ("IE", "C"): "County Galway, County Leitrim, County Mayo, County Roscommon, County Sligo",
    ("IE", "L"): (
        "County Carlow, County Dublin, County Kildare, County Kilkenny, County Laois, "
        "County Longford, County Louth, County Meath, County Offaly, County Westmeath, "
        "County Wexford, County Wicklow"
    ),
    ("IE", "M"): (
        "County Clare, County Cork, County Kerry, County Limerick, County Tipperary, "
        "County Waterford"
    ),
    ("IE", "U"): "County Cavan, County Donegal, County Monaghan",
}

Scope = tuple[str, str]


def area_name(country: str, region: str, countries: Mapping[str, str]) -> str:
    """What a person adds to a town's name: its state or nation, else its country."""
    names = REGIONS.get(country, {}).get(region)
    return names[0] if names else countries.get(country, country)


def scopes(countries: Mapping[str, tuple[str, ...]]) -> set[tuple[str, str, str]]:
    """Every known name as (key, country, region or ""); one key may stand for several."""
    known = {(name, country, "") for country, names in countries.items() for name in names}
    for country, names in COUNTRY_NAMES.items():
        known |= {(name, country, "") for name in names.split(",")}
    for country, regions in REGIONS.items():
        known |= {(name, country, code) for code, names in regions.items() for name in names}
    for (country, code), counties in COUNTIES.items():
        known |= {(name, country, code) for name in counties.split(",")}
    return {(name_key(name), country, region) for name, country, region in known}
